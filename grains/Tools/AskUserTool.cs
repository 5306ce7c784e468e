using OmniSage.GrainInterfaces.Questions;
using OmniSage.Grains.Tools.Schemas;

namespace OmniSage.Grains.Tools;

/// <summary>
/// <c>ask.user</c>: a task asks the person who gave it work, and waits. The executor's grain carries it out itself.
/// </summary>
internal static class AskUserTool
{
    public static ToolManifest Manifest { get; } = new(
        ToolIds.AskUser,
        Version: 1,
        "Asks the person who gave the work, and waits for the answer, which may take days. Only for what you cannot "
            + "find out or decide yourself.",
        ToolManifest.SchemaOf(
            $$"""
            {
              "type": "object",
              "properties": {
                "question": {
                  "type": "string", "minLength": 1, "maxLength": {{TaskQuestion.TextCharsMax}},
                  "description": "One question, understandable by itself."
                },
                "options": {
                  "type": "array", "maxItems": {{TaskQuestion.OptionsMax}},
                  "items": { "type": "string", "minLength": 1, "maxLength": {{TaskQuestion.OptionCharsMax}} },
                  "description": "Answers to choose from. Another answer may come nevertheless."
                }
              },
              "required": ["question"],
              "additionalProperties": false
            }
            """))
    {
        Scopes = [ToolScopes.AskUser],
        Risk = ToolRisk.Low,
        Effects = ToolEffects.None,
        Users = ToolUsers.Executors,
    };

    /// <exception cref="ToolFaultException">The arguments do not fit.</exception>
    public static AskArguments Read(string arguments)
    {
        SchemaCheck.Require(Manifest, arguments);
        var read = ToolArguments.Read<AskArguments>(arguments);
        if (string.IsNullOrWhiteSpace(read.Question)) throw new ToolFaultException("question must not be empty.");
        if (read.Options?.Any(string.IsNullOrWhiteSpace) == true)
        {
            throw new ToolFaultException("Each of options must be an answer.");
        }

        return read;
    }

    internal sealed record AskArguments(string Question, string[]? Options = null);
}
