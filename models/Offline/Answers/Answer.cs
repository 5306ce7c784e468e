namespace OmniSage.Models.Offline.Answers;

/// <summary>What the model says and which calls it wants made, in order.</summary>
internal sealed record Answer(string Text, ImmutableArray<ToolCall> Calls)
{
    public static Answer Say(string text) => new(text, []);

    public static Answer Call(IEnumerable<ToolCall> calls) => new("", [.. calls]);

    /// <summary>One answer out of several: their texts as paragraphs, their calls side by side.</summary>
    public static Answer Join(IReadOnlyCollection<Answer> answers) => new(
        string.Join("\n\n", answers.Select(answer => answer.Text).Where(text => text.Length > 0)),
        [.. answers.SelectMany(answer => answer.Calls)]);
}
