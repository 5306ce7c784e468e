using OmniSage.Models.Offline.Answers;
using OmniSage.Models.Offline.Conversations;
using OmniSage.Models.Offline.Memory;

namespace OmniSage.Models.Offline.Coordinators;

/// <summary>
/// What became of the calls that the model wanted: what the memory brought is told, of tasks only what went wrong,
/// unless there is nothing else to say.
/// </summary>
internal static class CallOutcome
{
    public static IEnumerable<Answer> Read(
        IReadOnlyList<ChatMessage> conversation, ImmutableArray<ChatMessage> open, bool isOnlyNews)
    {
        var started = 0;
        var told = false;
        foreach (var content in open.SelectMany(message => message.Contents).OfType<FunctionResultContent>())
        {
            var result = ToolResult.Read(content);
            var call = Find(conversation, content.CallId);
            if (call is not null && MemoryOutcome.IsOf(call.Name))
            {
                told = true;
                yield return Answer.Say(MemoryOutcome.Tell(call, result));
            }
            else if (call?.Name == ToolNames.Answer)
            {
                // That it was passed on is said with the call.
                if (result.Error is { } refused)
                    yield return Answer.Say($"I could not pass that on: {Quote.Short(refused)}");
            }
            else if (result.Error is { } error)
            {
                yield return Answer.Say($"A task could not be started: {Quote.Short(error)}");
            }
            else
            {
                started++;
            }
        }

        if ((isOnlyNews || told) && started > 0)
            yield return Answer.Say($"I will report when {(started == 1 ? "it is" : "they are")} done.");
    }

    private static FunctionCallContent? Find(IReadOnlyList<ChatMessage> conversation, string id)
    {
        for (var at = conversation.Count - 1; at >= 0; at--)
        {
            foreach (var call in conversation[at].Contents.OfType<FunctionCallContent>())
            {
                if (call.CallId == id) return call;
            }
        }

        return null;
    }
}
