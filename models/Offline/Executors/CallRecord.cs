using OmniSage.Models.Offline.Answers;
using OmniSage.Models.Offline.Conversations;

namespace OmniSage.Models.Offline.Executors;

/// <summary>
/// The calls of a conversation that have a result. A call that was asked for and never answered does not count, so it
/// is asked for again.
/// </summary>
internal sealed class CallRecord
{
    private readonly List<(FunctionCallContent Call, ToolResult Result)> answered = [];

    public CallRecord(ImmutableArray<ChatMessage> messages)
    {
        var results = new Dictionary<string, FunctionResultContent>(StringComparer.Ordinal);
        foreach (var result in messages.SelectMany(message => message.Contents).OfType<FunctionResultContent>())
            results[result.CallId ?? ""] = result;
        foreach (var call in messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>())
        {
            if (results.Remove(call.CallId ?? "", out var result))
                answered.Add((call, ToolResult.Read(result)));
        }
    }

    /// <summary>
    /// The results of the wanted calls, which are then used up; null for a call that has none. A call of the same tool
    /// with other arguments will do when none is exact: somebody may have edited them before it was made.
    /// </summary>
    public ImmutableArray<ToolResult?> Take(ImmutableArray<ToolCall> wanted)
    {
        // All exact ones first, so that no call takes the result that belongs to another.
        var exact = wanted.Select(call => Take(entry => IsSame(entry, call))).ToImmutableArray();
        return [.. wanted.Zip(exact, (call, result) => result ?? Take(entry => entry.Name == call.Tool))];
    }

    private ToolResult? Take(Predicate<FunctionCallContent> fits)
    {
        var found = answered.FindIndex(entry => fits(entry.Call));
        if (found < 0)
            return null;
        var result = answered[found].Result;
        answered.RemoveAt(found);
        return result;
    }

    private static bool IsSame(FunctionCallContent call, ToolCall wanted) =>
        call.Name == wanted.Tool && wanted.Arguments.All(argument =>
            call.Arguments is { } given && given.TryGetValue(argument.Key, out var value)
            && (value?.ToString() ?? "") == argument.Value.ToString());
}
