using OmniSage.Grains.Coordinators.Summaries;

namespace OmniSage.Grains.Tests.Coordinators.Summaries;

/// <summary>Long conversations with an agent whose model answers by itself.</summary>
internal static class Talking
{
    /// <summary>Exchanges after which enough waits for a summary: two utterances each, 40 of which stay.</summary>
    public const int ExchangesUntilDue = (40 + SummaryPlan.DueUtterances) / 2;

    /// <summary>It is asked for a summary.</summary>
    public static bool IsOfSummary(Ask ask) => ask.Last.StartsWith(SummaryRequest.Mark, StringComparison.Ordinal);

    /// <summary>Answers turns; summaries are the test's, or this one's.</summary>
    public static void Chat(this Agent agent, Func<Ask, Reply?>? summary = null) =>
        agent.Coordinator.Script = ask => IsOfSummary(ask) ? summary?.Invoke(ask) : Reply.Say($"ok: {ask.Last}");

    public static async Task<Receipt> ExchangeAsync(this Agent agent, string text)
    {
        var receipt = await agent.SayAsync(text);
        await agent.UntilAsync(receipt.Run, RunStatus.Completed);
        return receipt;
    }

    /// <summary>Says so many things, each answered before the next; the first is said first.</summary>
    public static async Task<Receipt> ExchangeAsync(this Agent agent, string first, int times)
    {
        var receipt = await agent.ExchangeAsync(first);
        for (var number = 1; number < times; number++) await agent.ExchangeAsync($"word {number}");
        return receipt;
    }

    public static Task UntilSummarisedAsync(this Agent agent, int times) => agent.UntilAsync(
        async () => (await agent.JournalAsync()).Count(one => one.Type == "talk.summarised") >= times,
        $"the talk is summarised {times} times");

    /// <summary>The request of the last turn, without that of a summary.</summary>
    public static Ask LastTurn(this Agent agent) => agent.Coordinator.Asks.Last(ask => !IsOfSummary(ask));

    /// <summary>What that request is told of what was said earlier; null when there is no summary in it.</summary>
    public static string? Told(this Ask ask) => ask.Messages
        .Select(message => message.Text)
        .SingleOrDefault(text => text.StartsWith(SummaryText.Mark, StringComparison.Ordinal));
}
