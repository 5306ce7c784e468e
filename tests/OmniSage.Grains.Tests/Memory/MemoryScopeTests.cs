using OmniSage.GrainInterfaces.Memory;
using OmniSage.Grains.Memory;
using static OmniSage.Grains.Tests.Memory.Remembering;

namespace OmniSage.Grains.Tests.Memory;

/// <summary>A scope's memory on a silo.</summary>
public sealed class MemoryScopeTests
{
    [Fact]
    public async Task Fact_IsKeptOnce_HoweverOftenItIsSaid_AndNotAgainAfterItWasForgotten()
    {
        await using var agent = await Agent.StartAsync();
        var fact = agent.Fact(1, "The fiscal year starts in May");
        for (var time = 0; time < 2; time++)
        {
            Assert.Equal(RememberOutcome.Remembered, await agent.RememberAsync(fact));
        }

        Assert.Single(await agent.JournalAsync(Own));
        Assert.Equal(fact.Text, (await agent.FindAsync(1))!.Text);
        for (var time = 0; time < 2; time++)
        {
            Assert.Equal(ForgetOutcome.Forgotten, await agent.Memory(Own).ForgetAsync(fact.Fact, Agent.By));
        }

        await agent.RememberAsync(fact);
        Assert.Null(await agent.FindAsync(1));
        Assert.Equal(ForgetOutcome.NotFound, await agent.Memory(Own).ForgetAsync(Ids.Of(1), Agent.By));
    }

    [Fact]
    public async Task Forgetting_ErasesThePayloads_AndTheJournalStillOpens()
    {
        await using var agent = await Agent.StartAsync(onDisk: true);
        await agent.RememberAsync(agent.Fact(1, "one"));
        await agent.RememberAsync(agent.Fact(2, "two") with { Supersedes = Ids.Of(7_001) });
        await agent.RememberAsync(agent.Fact(3, "three"));
        Assert.Null(await agent.FindAsync(1));
        await agent.Memory(Own).ForgetAsync(Ids.Of(7_002), Agent.By);
        await agent.Cluster.StopAndRestartAsync();
        var late = agent.Fact(4, "x") with { Supersedes = Ids.Of(7_002) };
        Assert.Equal(RememberOutcome.NotFound, await agent.RememberAsync(late));
        Assert.Equal(RememberOutcome.Remembered, await agent.RememberAsync(agent.Fact(5, "five")));
        var events = await agent.JournalAsync(Own);
        Assert.Equal([true, true, false, false, false, false, false], events.Select(stored => stored.Payload.IsEmpty));
        Assert.Equal("three", (await agent.FindAsync(3))!.Text);
    }

    [Fact]
    public async Task Forgetting_WaitsUntilConversationsAreToldOfWhatWasForgottenBefore()
    {
        await using var agent = await Agent.StartAsync();
        agent.Service<Microsoft.Extensions.Options.IOptions<MemoryOptions>>().Value.UntoldMax = 1;
        await agent.RememberAsync(agent.Fact(1, "one"));
        await agent.RememberAsync(agent.Fact(2, "two"));
        var expires = Microseconds.Of(agent.Time.GetUtcNow().AddSeconds(30));
        await agent.RememberAsync(agent.Fact(3, "three") with { ExpiresUs = expires });
        await agent.Memory(Own).ForgetAsync(Ids.Of(7_001), Agent.By);

        var fault = await Assert.ThrowsAsync<OmniSageException>(
            () => agent.Memory(Own).ForgetAsync(Ids.Of(7_002), Agent.By));
        Assert.Equal((ErrorCodes.LimitReached, true), (fault.Code, fault.Retryable));
        Assert.NotNull(await agent.FindAsync(2));
        await agent.PassUntilAsync(
            async () => (await agent.JournalAsync(Own)).Any(one => one.Type == "memory.told"), "all are told");
        await agent.PassUntilAsync(async () => await agent.FindAsync(3) is null, "what expired is erased then");
        await agent.PassUntilAsync(
            async () => (await agent.JournalAsync(Own)).Count(one => one.Type == "memory.told") == 2, "that is told");
        Assert.Equal(ForgetOutcome.Forgotten, await agent.Memory(Own).ForgetAsync(Ids.Of(7_002), Agent.By));
    }

    [Fact]
    public async Task Retention_ForgetsByItself_AfterARestartToo()
    {
        await using var agent = await Agent.StartAsync(onDisk: true);
        var expires = Microseconds.Of(agent.Time.GetUtcNow().AddMinutes(10));
        await agent.RememberAsync(agent.Fact(1, "short") with { ExpiresUs = expires });
        await agent.RememberAsync(agent.Fact(2, "long"));
        await agent.Cluster.StopAndRestartAsync();
        Assert.NotNull(await agent.FindAsync(1));
        await agent.PassUntilAsync(
            async () => (await agent.JournalAsync(Own))[0].Payload.IsEmpty, "the fact is erased", secondsMax: 900);
        Assert.Null(await agent.FindAsync(1));
        Assert.NotNull(await agent.FindAsync(2));
    }

    [Fact]
    public async Task Bounds_OfAFactAndOfAScope_AreHeld()
    {
        await using var agent = await Agent.StartAsync();
        agent.Service<Microsoft.Extensions.Options.IOptions<MemoryOptions>>().Value.FactsMax = 2;
        var good = agent.Fact(1, new string('x', RememberFact.TextBytesMax));
        RememberFact[] refused =
        [
            good with { Text = good.Text + "x" },
            good with { Text = " \n" },
            good with { Importance = 0 },
            good with { Importance = 6 },
            good with { Scope = MemoryScope.OfUser(Ids.Of(1)) },
            good with { ExpiresUs = 1 },
            good with { MadeFrom = [.. Enumerable.Range(0, RememberFact.MadeFromMax + 1).Select(Ids.Of)] },
        ];
        foreach (var wrong in refused)
        {
            var fault = await Assert.ThrowsAsync<OmniSageException>(() => agent.Memory(Own).RememberAsync(wrong));
            Assert.Equal(ErrorCodes.InvalidArgument, fault.Code);
        }

        Assert.Equal(RememberOutcome.Remembered, await agent.RememberAsync(good));
        Assert.Equal(RememberOutcome.Remembered, await agent.RememberAsync(agent.Fact(2, "two")));
        Assert.Equal(RememberOutcome.Full, await agent.RememberAsync(agent.Fact(3, "three")));
    }

    [Fact]
    public async Task Switch_OfAThreadOrAWorkspace_KeepsNothingMore()
    {
        await using var agent = await Agent.StartAsync();
        var source = new FactSource { Thread = agent.Id.Value };
        var receipt = await agent.SayAsync("/config memory off");
        await agent.UntilAsync(receipt.Run, RunStatus.Completed);
        Assert.Contains("memory: off", (await agent.EventsAsync<MessageSent>())[^1].Text, StringComparison.Ordinal);
        var said = agent.Fact(1, "said there") with { Source = source };
        Assert.Equal(RememberOutcome.SwitchedOff, await agent.RememberAsync(said));
        Assert.Equal(RememberOutcome.Remembered, await agent.RememberAsync(agent.Fact(2, "said elsewhere")));
        await agent.Thread.SwitchMemoryAsync(true, Agent.By);
        Assert.Equal(RememberOutcome.Remembered, await agent.RememberAsync(said));

        var workspace = MemoryScope.OfWorkspace(agent.Workspace);
        await agent.Memory(workspace).SwitchAsync(false, Agent.By);
        Assert.Equal(RememberOutcome.SwitchedOff, await agent.RememberAsync(agent.Fact(3, "x")));
        Assert.Equal(RememberOutcome.SwitchedOff, await agent.RememberAsync(agent.Fact(3, "x", workspace)));
        await agent.Memory(workspace).SwitchAsync(true, Agent.By);
        Assert.Equal(RememberOutcome.Remembered, await agent.RememberAsync(agent.Fact(3, "x", workspace)));
    }
}
