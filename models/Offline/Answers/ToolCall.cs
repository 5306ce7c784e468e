namespace OmniSage.Models.Offline.Answers;

/// <summary>A call that the model wants made; it gets its id only when the whole answer is put together.</summary>
internal sealed record ToolCall(string Tool, ImmutableArray<KeyValuePair<string, object>> Arguments)
{
    public static ToolCall Of(string tool, params ReadOnlySpan<(string Name, object Value)> arguments)
    {
        var pairs = ImmutableArray.CreateBuilder<KeyValuePair<string, object>>(arguments.Length);
        foreach (var (name, value) in arguments)
            pairs.Add(new(name, value));
        return new(tool, pairs.MoveToImmutable());
    }

    /// <summary>The text of one argument; empty when the call has none of that name.</summary>
    public string Text(string argument) =>
        Arguments.FirstOrDefault(pair => pair.Key == argument).Value as string ?? "";

    public FunctionCallContent ToContent(string callId) =>
        new(callId, Tool, Arguments.ToDictionary(pair => pair.Key, pair => (object?)pair.Value));
}
