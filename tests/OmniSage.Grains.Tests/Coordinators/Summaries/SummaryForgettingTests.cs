using OmniSage.GrainInterfaces.Memory;
using OmniSage.Grains.Tests.Memory;
using static OmniSage.Grains.Tests.Memory.Remembering;

namespace OmniSage.Grains.Tests.Coordinators.Summaries;

/// <summary>What becomes of summaries when a fact is forgotten that was said in them, or used.</summary>
public sealed class SummaryForgettingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Forgetting_ErasesEverySummaryThatMayHoldIt_AndMakesTheLastAnewWithout(bool wasSaidThere)
    {
        await using var agent = await Agent.StartAsync(onDisk: true);
        agent.Chat(_ => Reply.Say("Summed up: zanzibar."));
        await agent.ExchangeAsync("Our plan is called Falcon.");
        var run = await UseAsync(agent, wasSaidThere);
        await agent.ExchangeAsync("and then", 2 * Talking.ExchangesUntilDue);
        await agent.UntilSummarisedAsync(3);
        var made = await agent.EventsAsync<TalkSummarised>();
        Assert.All(made, one => Assert.Equal(SummaryMaker.Model, one.By));

        await ForgetAsync(agent);
        var left = Assert.Single(await agent.EventsAsync<TalkSummarised>());
        Assert.Equal((SummaryMaker.Extract, made[^1].Messages), (left.By, left.Messages));
        Assert.Equal(made[^1].Through, left.Through);
        Assert.Contains("Falcon", left.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("xylophone", left.Text, StringComparison.Ordinal);
        foreach (var summary in made)
        {
            Assert.True((await agent.JournalAsync())[(int)summary.Seq - 1].Payload.IsEmpty);
            Assert.Empty(await agent.EventsAsync<ModelResponded>(summary.Run));
        }

        Assert.Equal([run], Assert.Single(await agent.EventsAsync<TalkForgotten>()).Runs);
        // The conversation itself stays.
        Assert.Contains(await agent.EventsAsync<MessageReceived>(), one => one.Text.Contains("xylophone"));
        await AssertNothingHoldsAsync(agent, "zanzibar");

        await agent.Cluster.StopAndRestartAsync();
        await agent.ExchangeAsync("go on");
        Assert.Contains("Falcon", agent.LastTurn().Told(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forgetting_BeforeItIsSummedUp_KeepsItOutOfEverySummary()
    {
        await using var agent = await Agent.StartAsync();
        agent.Chat(ask => Reply.Say(ask.Last.Contains("xylophone") ? "leaked" : "Clean."));
        await UseAsync(agent, wasSaidThere: true);
        await agent.ExchangeAsync("and then", 25);
        await ForgetAsync(agent);
        await agent.ExchangeAsync("further", 40);
        await agent.UntilSummarisedAsync(1);
        Assert.All(await agent.EventsAsync<TalkSummarised>(), one => Assert.Equal("Clean.", one.Text));
    }

    [Fact]
    public async Task Forgetting_EndsTheRunThatSumsItUp()
    {
        await using var agent = await Agent.StartAsync();
        agent.Chat();
        await UseAsync(agent, wasSaidThere: true);
        await agent.ExchangeAsync("and then", Talking.ExchangesUntilDue - 1);
        var run = Assert.Single(await agent.EventsAsync<TalkSummarising>()).Run;
        await ForgetAsync(agent);
        await agent.UntilAsync(run, RunStatus.Cancelled);
        Assert.Equal(run, Assert.Single(await agent.EventsAsync<TalkForgotten>()).Run);
        Assert.NotNull((await agent.RunAsync(run))!.ClosedSeq);
        // The rest is still summed up, without it.
        agent.Chat(ask => Reply.Say(ask.Last.Contains("xylophone") ? "leaked" : "Clean."));
        await agent.ExchangeAsync("further", 3);
        await agent.UntilSummarisedAsync(1);
        Assert.Equal("Clean.", Assert.Single(await agent.EventsAsync<TalkSummarised>()).Text);
    }

    [Fact]
    public async Task Forgetting_Again_ChangesNothing_AndSummariesOfOthersStay()
    {
        await using var agent = await Agent.StartAsync();
        agent.Chat(_ => Reply.Say("Early sum."));
        await agent.ExchangeAsync("before", Talking.ExchangesUntilDue);
        await agent.UntilSummarisedAsync(1);
        var run = await UseAsync(agent, wasSaidThere: true);
        for (var time = 0; time < 2; time++)
        {
            await agent.Thread.ForgetTalkAsync([run]);
            Assert.Single(await agent.EventsAsync<TalkForgotten>());
        }

        // It covers nothing that came later.
        Assert.Equal("Early sum.", Assert.Single(await agent.EventsAsync<TalkSummarised>()).Text);
        Assert.DoesNotContain(await agent.JournalAsync(), one => one.Payload.IsEmpty);
    }

    [Fact]
    public async Task Conversations_AreTold_AlsoAfterARestart()
    {
        await using var agent = await Agent.StartAsync(onDisk: true);
        agent.Chat(_ => Reply.Say("Sum."));
        var run = await UseAsync(agent, wasSaidThere: false);
        // Whoever is to tell them never gets to know whom; then the process goes.
        agent.ListingUses = () => new TaskCompletionSource().Task;
        await agent.Memory(Own).ForgetAsync(Ids.Of(7_001), Agent.By);
        await agent.Cluster.StopAndRestartAsync();
        Assert.Empty(await agent.EventsAsync<TalkForgotten>());
        agent.ListingUses = () => Task.CompletedTask;
        await agent.PassUntilAsync(
            async () => (await agent.JournalAsync(Own)).Any(one => one.Type == "memory.told"), "all are told");
        Assert.Equal([run], Assert.Single(await agent.EventsAsync<TalkForgotten>()).Runs);
        Assert.Empty(await agent.Service<IFacts>().ListUsesAsync(agent.Id.Tenant, Ids.Of(7_001), 10, Ct));
        Assert.Single(await agent.JournalAsync(Own), one => one.Type == "memory.told");
    }

    [Fact]
    public async Task Recall_ByTheModelItself_IsNoted_SoThatItIsForgottenToo()
    {
        await using var agent = await Agent.StartAsync();
        await agent.RememberAsync(agent.Fact(1, "The xylophone is in the attic"));
        agent.Coordinator.Script = ask => ask.Messages[^1].Role == Microsoft.Extensions.AI.ChatRole.Tool
            ? Reply.Say("In the attic.")
            : new("", [Reply.Call("c1", "memory_recall", ("query", "xylophone"))]);
        var receipt = await agent.ExchangeAsync("where is that thing?");
        var uses = await agent.Service<IFacts>().ListUsesAsync(agent.Id.Tenant, Ids.Of(7_001), 10, Ct);
        Assert.Equal((receipt.Run, agent.Id.Value), (Assert.Single(uses).Run, uses[0].Thread));
    }

    /// <summary>A fact that a turn kept, or one that a turn was told and repeats; answers with that turn.</summary>
    private static async Task<Guid> UseAsync(Agent agent, bool wasSaidThere)
    {
        if (!wasSaidThere) await agent.RememberAsync(agent.Fact(1, "The xylophone is called Erwin"));
        var receipt = await agent.ExchangeAsync("What is the xylophone called? We decided on 7 of them.");
        if (wasSaidThere)
        {
            await agent.RememberAsync(agent.Fact(1, "The xylophone is called Erwin") with
            {
                Source = new() { Thread = agent.Id.Value, Run = receipt.Run },
            });
        }

        return receipt.Run;
    }

    private static async Task ForgetAsync(Agent agent)
    {
        Assert.Equal(ForgetOutcome.Forgotten, await agent.Memory(Own).ForgetAsync(Ids.Of(7_001), Agent.By));
        await agent.UntilAsync(
            async () => (await agent.EventsAsync<TalkForgotten>()).Count > 0, "the conversation knows");
    }

    /// <summary>No event and no snapshot; what a model was sent is kept, and is not looked at here.</summary>
    private static async Task AssertNothingHoldsAsync(Agent agent, string word)
    {
        var journals = (await agent.EventsAsync<TalkSummarising>()).Select(one => (Guid?)one.Run).Append(null);
        foreach (var run in journals)
        {
            Assert.DoesNotContain(
                await agent.JournalAsync(run),
                one => System.Text.Encoding.UTF8.GetString(one.Payload.Span).Contains(word, StringComparison.Ordinal));
        }

        var thread = new JournalId(agent.Id.Tenant, JournalKind.Thread, agent.Id.Value);
        var read = await agent.Service<OmniSage.Storage.Journals.JournalStore>().OpenAsync(thread, Ct);
        Assert.DoesNotContain(
            word, System.Text.Encoding.UTF8.GetString(read.Snapshot!.Bytes.Span), StringComparison.Ordinal);
    }
}
