using OmniSage.Grains.Journals;
using OmniSage.Storage.Writes;

namespace OmniSage.Grains.Tests.Journals;

/// <summary>
/// A database that cannot say whether it took a write: the run goes on at once, and nothing is done twice.
/// </summary>
public sealed class UnknownCommitTests
{
    /// <summary>More failures one after another than a commit is tried again.</summary>
    private const int Outage = 7;

    [Theory]
    [InlineData(WriteFault.Lost)]
    [InlineData(WriteFault.DurableButUnknown)]
    public async Task OneFailure_IsSettledInPlace_AndNobodyHearsOfIt(WriteFault fault)
    {
        await using var agent = await Agent.StartAsync();
        agent.Faults.Plant(fault);
        var receipt = await agent.SayAsync("hello", "c1");
        await agent.UntilAskedAsync(agent.Coordinator, 1);
        agent.Faults.Plant(fault);
        agent.Coordinator.Asks[0].Answer(Reply.Say("here I am"));
        await agent.UntilAsync(receipt.Run, RunStatus.Completed);
        Assert.Equal(receipt.Message, Assert.Single(await agent.EventsAsync<MessageReceived>()).Message);
        Assert.Equal(
            [(StepKind.Recall, 1), (StepKind.Model, 1)],
            (await agent.EventsAsync<StepStarted>(receipt.Run)).Select(step => (step.Kind, step.Attempt)));
        Assert.Single(agent.Coordinator.Asks);
    }

    [Theory]
    [InlineData(WriteFault.Lost, 0)]
    [InlineData(WriteFault.DurableButUnknown, 1)]
    public async Task Outage_EndsTheActivation_AndTheNextCallReadsTheTruth(WriteFault first, int messages)
    {
        await using var agent = await Agent.StartAsync();
        agent.Faults.Plant(first);
        Plant(agent, Outage - 1);
        var saying = agent.SayAsync("hello", "c1");
        await agent.Cluster.PassAsync(DraftWriter.SettleTimeMax, TimeSpan.FromMilliseconds(25));
        var failed = await Assert.ThrowsAsync<OmniSageException>(() => saying);
        Assert.Equal(ErrorCodes.StorageUnavailable, failed.Code);
        Assert.Equal(messages, (await agent.EventsAsync<MessageReceived>()).Count);
        var receipt = await agent.SayAsync("hello", "c1");
        var received = Assert.Single(await agent.EventsAsync<MessageReceived>());
        Assert.Equal((receipt.Message, receipt.Run), (received.Message, received.Run));
        Assert.Equal(receipt.Run, (await agent.Thread.GetStatusAsync()).Turn);
    }

    [Fact]
    public async Task StepWhoseOrderWasNeverGiven_IsTakenUpOnce_WhenTheDatabaseIsBack()
    {
        await using var agent = await Agent.StartAsync();
        agent.Faults.Plant(WriteFault.DurableButUnknown);
        Plant(agent, Outage - 1);
        var saying = agent.SayAsync("hello", "c1");
        await agent.Cluster.PassAsync(DraftWriter.SettleTimeMax, TimeSpan.FromMilliseconds(25));
        await Assert.ThrowsAsync<OmniSageException>(() => saying);
        // Nobody calls, and a second is far less than a lease has.
        await agent.Cluster.PassAsync(TimeSpan.FromSeconds(1));
        await agent.UntilAskedAsync(agent.Coordinator, 1);
        await agent.Cluster.PassAsync(TimeSpan.FromMinutes(3));
        Assert.Single(agent.Coordinator.Asks)!.Answer(Reply.Say("here I am"));
        var receipt = await agent.SayAsync("hello", "c1");
        await agent.UntilAsync(receipt.Run, RunStatus.Completed);
        Assert.Equal(
            [(StepKind.Recall, 1), (StepKind.Recall, 2), (StepKind.Model, 1)],
            (await agent.EventsAsync<StepStarted>(receipt.Run)).Select(step => (step.Kind, step.Attempt)));
    }

    [Fact]
    public async Task ReportOfATask_InAnOutage_BringsTheNextStepOnce_AndItsSandboxIsStillThere()
    {
        await using var agent = await Agent.StartAsync();
        agent.Executor.Script = ask => ask.Messages.Count == 2 ? Reply.Shell("ls") : Reply.Say("done");
        var listed = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        agent.Sandboxes.Run = (_, _) => listed.Task;
        var task = await Delegation.OfAsync(agent, "goal");
        await agent.UntilAsync(() => Task.FromResult(agent.Sandboxes.Opened.Count > 0), "the tool is called");
        await agent.UntilAsync(async () => (await agent.Thread.GetStatusAsync()).Turn is null, "the turn has ended");
        agent.Faults.Plant(WriteFault.DurableButUnknown);
        Plant(agent, Outage - 1);
        listed.SetResult(0);
        await agent.Cluster.PassAsync(2 * DraftWriter.SettleTimeMax, TimeSpan.FromMilliseconds(25));
        await agent.UntilAsync(task, RunStatus.Completed);
        Assert.Equal(["ls"], Assert.Single(agent.Sandboxes.Opened)!.Commands);
        Assert.Equal(2, agent.Executor.Asks.Count);
        Assert.Empty(await agent.EventsAsync<Note>(task));
    }

    private static void Plant(Agent agent, int lost)
    {
        for (var number = 0; number < lost; number++) agent.Faults.Plant(WriteFault.Lost);
    }
}
