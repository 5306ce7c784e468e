using OmniSage.Models.Offline.Answers;
using OmniSage.Models.Offline.Conversations;

namespace OmniSage.Models.Offline.Coordinators;

/// <summary>What became of the calls that delegated: refusals are told, success needs a word only when asked.</summary>
internal static class DelegationOutcome
{
    public static IEnumerable<Answer> Read(ImmutableArray<ChatMessage> open, bool isOnlyNews)
    {
        var results = open.SelectMany(message => message.Contents).OfType<FunctionResultContent>()
            .Select(ToolResult.Read)
            .ToImmutableArray();
        foreach (var failed in results.Where(result => result.Error is not null))
            yield return Answer.Say($"A task could not be started: {Quote.Short(failed.Error!)}");

        var started = results.Count(result => result.Error is null);
        if (isOnlyNews && started > 0)
            yield return Answer.Say($"I will report when {(started == 1 ? "it is" : "they are")} done.");
    }
}
