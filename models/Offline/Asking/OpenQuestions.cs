using System.Globalization;
using System.Text.Json;
using OmniSage.Models.Offline.Answers;
using OmniSage.Models.Offline.Conversations;

namespace OmniSage.Models.Offline.Asking;

/// <summary>
/// The questions of tasks that wait for answers, as the platform tells them: a message whose first line is
/// <see cref="Mark"/>, then an object with <c>task</c>, <c>question</c> and <c>options</c>.
/// </summary>
internal sealed class OpenQuestions
{
    public const string Mark = "[question]";

    private readonly ImmutableArray<(string Task, ImmutableArray<string> Options)> open;

    private OpenQuestions(ImmutableArray<(string Task, ImmutableArray<string> Options)> open) => this.open = open;

    public static bool IsOne(string text) => text.StartsWith(Mark + "\n{", StringComparison.Ordinal);

    public static OpenQuestions Read(IEnumerable<ChatMessage> conversation) => new(
    [
        .. conversation.Where(message => message.Role == ChatRole.User && IsOne(message.Text))
            .Select(message => JsonText.TryParse(message.Text[Mark.Length..]))
            .OfType<JsonElement>()
            .Select(json => (JsonText.Property(json, "task") ?? "", OptionsOf(json))),
    ]);

    /// <summary>A message that is nothing but an option of the only open question, or its number.</summary>
    public AnswerRequest? ReadOption(string text)
    {
        if (open is not [var (task, options)]) return null;
        var said = text.Trim();
        var isNumber = int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        var isOption = options.Any(option => option.Trim().Equals(said, StringComparison.OrdinalIgnoreCase));
        return isOption ? new(task, options.First(option =>
                option.Trim().Equals(said, StringComparison.OrdinalIgnoreCase)))
            : isNumber && number >= 1 && number <= options.Length ? new(task, options[number - 1])
            : null;
    }

    public Answer Pass(AnswerRequest answer, IReadOnlySet<string> tools)
    {
        if (!tools.Contains(ToolNames.Answer))
            return Answer.Say("I cannot answer tasks here, because I was given no tool for it.");
        var task = answer.Task ?? (open is [var only] ? only.Task : null);
        if (task is null)
        {
            return Answer.Say(open.IsEmpty
                ? "No task asks anything."
                : "Several tasks ask. Say which one you mean: `answer N: …`.");
        }

        return new(
            $"I pass that on to task {Quote.Short(task)}: “{Quote.Short(answer.Text)}”.",
            [ToolCall.Of(ToolNames.Answer, ("task", task), ("answer", answer.Text))]);
    }

    private static ImmutableArray<string> OptionsOf(JsonElement json) =>
        JsonText.TryProperty(json, "options") is { ValueKind: JsonValueKind.Array } options
            ? [.. options.EnumerateArray().Select(JsonText.Of)]
            : [];
}
