using OmniSage.GrainInterfaces.Questions;
using OmniSage.Grains.Tools.Schemas;

namespace OmniSage.Grains.Tools;

/// <summary>
/// <c>task.answer</c>: a coordinator passes on a person's answer to a task's question. Its grain carries it out itself.
/// </summary>
internal static class TaskAnswerTool
{
    public static ToolManifest Manifest { get; } = new(
        ToolIds.TaskAnswer,
        Version: 1,
        "Passes a person's answer on to the task that asked. Only what a person has said; never an answer of your own.",
        ToolManifest.SchemaOf(
            $$"""
            {
              "type": "object",
              "properties": {
                "task": { "type": "string", "description": "The number of the task that asks." },
                "answer": {
                  "type": "string", "minLength": 1, "maxLength": {{QuestionAnswer.TextCharsMax}},
                  "description": "The answer as the person gave it, or the option that the person chose."
                }
              },
              "required": ["task", "answer"],
              "additionalProperties": false
            }
            """))
    {
        Scopes = [ToolScopes.AskUser],
        Risk = ToolRisk.Low,
        Effects = ToolEffects.None,
        Users = ToolUsers.Coordinators,
    };

    /// <exception cref="ToolFaultException">The arguments do not fit.</exception>
    public static AnswerArguments Read(string arguments)
    {
        SchemaCheck.Require(Manifest, arguments);
        var read = ToolArguments.Read<AnswerArguments>(arguments);
        return string.IsNullOrWhiteSpace(read.Answer)
            ? throw new ToolFaultException("answer must not be empty.")
            : read;
    }

    internal sealed record AnswerArguments(string Task, string Answer);
}
