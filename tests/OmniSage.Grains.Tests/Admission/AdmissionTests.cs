namespace OmniSage.Grains.Tests.Admission;

public sealed class AdmissionTests
{
    [Fact]
    public async Task Tasks_BeyondThePlaces_ArePaused_AndGoOnInOrder()
    {
        await using var agent = await Agent.StartAsync(options => options.ExecutorsMax = 2);
        foreach (var goal in new[] { "one", "two", "three", "four" }) await Delegation.OfAsync(agent, goal);
        await agent.UntilAskedAsync(agent.Executor, 2);
        var tasks = (await agent.EventsAsync<TaskDelegated>()).Select(one => one.Contract.Task).ToList();
        await agent.UntilAsync(tasks[3], RunStatus.Parked);
        Assert.Equal(2, agent.Executor.Asks.Count);
        for (var number = 0; number < 4; number++)
        {
            await agent.UntilAskedAsync(agent.Executor, number + 1);
            agent.Executor.Asks[number].Answer(Reply.Say("done"));
            await agent.UntilAsync(tasks[number], RunStatus.Completed);
        }

        Assert.Equal(["one", "two", "three", "four"], agent.Executor.Asks.Select(ask => ask.Last));
        Assert.Single(await agent.EventsAsync<RunParked>(tasks[3]));
        Assert.Single(await agent.EventsAsync<RunResumed>(tasks[3]));
    }

    [Fact]
    public async Task TaskThatWaits_LosesNoTimeOfItsLimit()
    {
        await using var agent = await Agent.StartAsync(options =>
        {
            options.ExecutorsMax = 1;
            options.ModelTimeMax = TimeSpan.FromHours(2);
        });
        await Delegation.OfAsync(agent, "first");
        await agent.UntilAskedAsync(agent.Executor, 1);
        var waits = await Delegation.OfAsync(agent, "second");
        await agent.UntilAsync(waits, RunStatus.Parked);
        await agent.Cluster.PassAsync(TimeSpan.FromMinutes(50), TimeSpan.FromSeconds(30));
        agent.Executor.Asks[0].Answer(Reply.Say("done"));
        await agent.UntilAskedAsync(agent.Executor, 2);
        await agent.Cluster.PassAsync(TimeSpan.FromMinutes(20), TimeSpan.FromSeconds(30));
        agent.Executor.Asks[1].Answer(Reply.Say("done too"));
        await agent.UntilAsync(waits, RunStatus.Completed);
    }
}
