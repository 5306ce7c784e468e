using OmniSage.Grains.Coordinators.Summaries;

namespace OmniSage.Grains.Tests.Coordinators.Summaries;

/// <summary>What forgetting costs a conversation, and what the summary that is made anew is made of.</summary>
public sealed class LongForgettingTests
{
    [Fact]
    public async Task Forgetting_InALongConversation_IsDoneInBoundedParts_WithMessagesInBetween()
    {
        await using var agent = await Agent.StartAsync();
        agent.Chat(_ => Reply.Say("Summed up."));
        var run = (await agent.ExchangeAsync("Our plan is called Falcon.")).Run;
        await agent.ExchangeAsync("Our plan is called Heron.");
        await agent.ExchangeAsync("and then", TalkHistory.EventsMax / 4);
        await agent.UntilSummarisedAsync(TalkForgetting.ErasedMax + 1);

        var parts = 1;
        for (; !await agent.Thread.ForgetTalkAsync([run]); parts++)
        {
            Assert.Empty(await agent.EventsAsync<TalkForgotten>());
            await agent.ExchangeAsync($"in between {parts}");
        }

        // One that reads only, one that erases as many as it may, and the last.
        Assert.Equal(3, parts);
        Assert.Equal([run], Assert.Single(await agent.EventsAsync<TalkForgotten>()).Runs);
        var left = Assert.Single(await agent.EventsAsync<TalkSummarised>());
        Assert.Equal(SummaryMaker.Extract, left.By);
        Assert.Contains("word", left.Text, StringComparison.Ordinal);
        // Of what nobody forgot, too, only the last is told.
        Assert.True(left.Messages > TalkPast.UtterancesMax);
        Assert.DoesNotContain("Heron", left.Text, StringComparison.Ordinal);
        // It is read again to see that nothing is left to do.
        Assert.False(await agent.Thread.ForgetTalkAsync([run]));
        Assert.True(await agent.Thread.ForgetTalkAsync([run]));
        Assert.Single(await agent.EventsAsync<TalkForgotten>());
    }

    [Fact]
    public async Task Forgetting_KeepsWhatWasSummedUpBefore_AsTrustedAsItIs()
    {
        await using var agent = await Agent.StartAsync();
        const string Early = "We shall meet in Lisbon on May 3.";
        agent.Chat(ask => Reply.Say(
            ask.Last.Contains("Erwin") || ask.Last.Contains("zanzibar") ? "zanzibar" : Early));
        await agent.ExchangeAsync("before", Talking.ExchangesUntilDue);
        await agent.UntilSummarisedAsync(1);
        var run = (await agent.ExchangeAsync("The xylophone is called Erwin.")).Run;
        await agent.ExchangeAsync("and then", 2 * Talking.ExchangesUntilDue);
        await agent.UntilSummarisedAsync(6);
        Assert.Equal("zanzibar", (await agent.EventsAsync<TalkSummarised>())[^1].Text);

        Assert.True(await agent.Thread.ForgetTalkAsync([run]));
        var left = await agent.EventsAsync<TalkSummarised>();
        Assert.Equal(Early, left[0].Text);
        Assert.Equal(SummaryMaker.Extract, left[^1].By);
        Assert.Contains(Early, left[^1].Text, StringComparison.Ordinal);
        Assert.All(left, one => Assert.DoesNotContain("zanzibar", one.Text, StringComparison.Ordinal));
        Assert.DoesNotContain("Erwin", left[^1].Text, StringComparison.Ordinal);
        var stored = (await agent.JournalAsync()).Where(one => one.Type == "talk.summarised").ToList();
        Assert.True(stored[^1].Labels.Trust <= stored[0].Labels.Trust);
    }
}
