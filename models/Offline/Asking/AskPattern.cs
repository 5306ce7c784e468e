using OmniSage.Models.Offline.Answers;
using OmniSage.Models.Offline.Requests;

namespace OmniSage.Models.Offline.Asking;

/// <summary>
/// Has a task ask back: <c>ask: Which colour?</c>, with options behind the question mark: <c>red | blue</c>.
/// </summary>
internal static class AskPattern
{
    public const string Word = "ask";

    public static readonly Pattern Pattern = new(
        "ask", "ask: Which colour? red | blue", ["ask", "question", "choose", "decide"], Read);

    /// <summary>The call for a question as people write it.</summary>
    public static ToolCall CallOf(string question)
    {
        var mark = question.LastIndexOf('?') + 1;
        string[] options = question.Contains('|', StringComparison.Ordinal)
            ? question[mark..].Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            : [];
        return mark == 0 || options.Length < 2
            ? ToolCall.Of(ToolNames.Ask, ("question", question))
            : ToolCall.Of(ToolNames.Ask, ("question", question[..mark].Trim()), ("options", options));
    }

    /// <summary>What became of the question.</summary>
    public static string Tell(ToolCall call, Conversations.ToolResult result)
    {
        var question = Quote.Short(call.Text("question"));
        return result.Error is { } error
            ? $"I asked “{question}”: {Quote.Short(error)}"
            : $"I asked “{question}” and was told “{Quote.Short(result.Property("answer") ?? result.Text)}”.";
    }

    private static AskRequest? Read(string line)
    {
        var said = Phrase.WithoutCourtesy(line).Remainder;
        var question = Phrase.AfterColon(said, Word) ?? Phrase.After(said, "ask me")?.TrimStart(' ', '\t', ':');
        return string.IsNullOrWhiteSpace(question) ? null : new(question.Trim());
    }
}
