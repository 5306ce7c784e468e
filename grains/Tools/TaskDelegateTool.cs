using OmniSage.Grains.Tools.Schemas;

namespace OmniSage.Grains.Tools;

/// <summary>
/// <c>task.delegate</c>: a coordinator gives work to an executor. The coordinator's grain carries it out itself.
/// </summary>
internal static class TaskDelegateTool
{
    public const int GoalCharsMax = 300_000;
    public const int ChecksMax = 10;
    public const int CheckCharsMax = 10_000;

    public static ToolManifest Manifest { get; } = new(
        ToolIds.TaskDelegate,
        Version: 1,
        "Gives work to an executor with a sandbox of its own. It works in parallel; its result comes later.",
        ToolManifest.SchemaOf(
            $$"""
            {
              "type": "object",
              "properties": {
                "goal": {
                  "type": "string", "minLength": 1, "maxLength": {{GoalCharsMax}},
                  "description": "What is to be reached, with all that the executor needs to know."
                },
                "title": { "type": "string", "description": "One line for people." },
                "checks": {
                  "type": "array", "maxItems": {{ChecksMax}},
                  "items": { "type": "string", "minLength": 1, "maxLength": {{CheckCharsMax}} },
                  "description": "Shell commands that exit with 0 in the task's workspace when the goal is reached."
                }
              },
              "required": ["goal"],
              "additionalProperties": false
            }
            """))
    {
        Scopes = [ToolScopes.Delegate],
        Risk = ToolRisk.Low,
        Effects = ToolEffects.None,
        Users = ToolUsers.Coordinators,
    };

    /// <exception cref="ToolFaultException">The arguments do not fit.</exception>
    public static DelegateArguments Read(string arguments)
    {
        SchemaCheck.Require(Manifest, arguments);
        var read = ToolArguments.Read<DelegateArguments>(arguments);
        if (string.IsNullOrWhiteSpace(read.Goal)) throw new ToolFaultException("goal must not be empty.");
        if (read.Checks?.Any(string.IsNullOrWhiteSpace) == true)
        {
            throw new ToolFaultException("Each of checks must be a command.");
        }

        return read;
    }

    internal sealed record DelegateArguments(string Goal, string? Title = null, string[]? Checks = null);
}
