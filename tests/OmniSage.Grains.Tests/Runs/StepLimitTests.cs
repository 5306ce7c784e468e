using Microsoft.Extensions.AI;

namespace OmniSage.Grains.Tests.Runs;

/// <summary>Steps of a silo: so many at once, so many that wait, so long.</summary>
public sealed class StepLimitTests
{
    [Fact]
    public async Task ModelCalls_BeyondThePlaces_Wait_AndBeyondThoseThatMayWait_AreLeftToRecovery()
    {
        await using var agent = await Agent.StartAsync(options =>
        {
            options.ModelStepsMax = 1;
            options.WaitingStepsMax = 2;
            options.WaitingStepsPerTenantMax = 1;
        });
        await agent.SayAsync("one");
        await agent.UntilAskedAsync(agent.Coordinator, 1);
        var runs = new List<Guid>();
        foreach (var text in new[] { "two", "three" })
        {
            var other = agent.Grain<ICoordinatorGrain>(
                new ThreadId(agent.Id.Tenant, Ids.Of(50 + runs.Count)).ToGrainKey());
            await other.OpenAsync(new() { Workspace = agent.Workspace, By = Agent.By, Title = "", Mode = default });
            var run = (await other.ReceiveAsync(new() { Text = text, By = Agent.By })).Run;
            runs.Add(run);
            // Each recalls before it asks: the second must not overtake the first.
            await agent.UntilAsync(
                async () => (await agent.EventsAsync<ModelRequested>(run)).Count == 1, "the model is to be asked");
            await agent.Cluster.RestAsync();
        }

        Assert.Single(agent.Coordinator.Asks)!.Answer(Reply.Say("first"));
        await agent.UntilAskedAsync(agent.Coordinator, 2);
        agent.Coordinator.Asks[1].Answer(Reply.Say("second"));
        await agent.UntilAsync(runs[0], RunStatus.Completed);
        Assert.Equal(2, agent.Coordinator.Asks.Count);
        await agent.PassUntilAsync(
            () => Task.FromResult(agent.Coordinator.Asks.Count == 3), "the third is taken up by recovery");
        Assert.Equal("three", agent.Coordinator.Asks[2].Last);
    }

    [Fact]
    public async Task ToolCalls_BeyondThePlaces_Wait()
    {
        await using var agent = await Agent.StartAsync(options => options.ToolStepsMax = 1);
        var running = new Queue<TaskCompletionSource<int>>();
        agent.Sandboxes.Run = (_, _) =>
        {
            var command = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (running) running.Enqueue(command);
            return command.Task;
        };
        agent.Executor.Script = ask => ask.Messages.Count == 2 ? Reply.Shell("ls") : Reply.Say("done");
        Guid[] tasks = [await Delegation.OfAsync(agent, "one"), await Delegation.OfAsync(agent, "two")];
        await agent.UntilAskedAsync(agent.Executor, 2);
        foreach (var task in tasks)
        {
            await agent.UntilAsync(() => Task.FromResult(running.Count > 0), "a command runs");
            Assert.Single(running);
            running.Dequeue().SetResult(0);
            await agent.UntilAsync(task, RunStatus.Completed);
        }
    }

    [Fact]
    public async Task Time_OfAToolCall_IsLimited_AndTheModelIsTold()
    {
        await using var agent = await Agent.StartAsync(options => options.ToolTimeMax = TimeSpan.FromSeconds(20));
        agent.Sandboxes.Run = async (_, ct) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct);
            return 0;
        };
        agent.Executor.Script = ask => ask.Messages.Count == 2 ? Reply.Shell("sleep") : Reply.Say("it took too long");
        var task = await Delegation.OfAsync(agent, "goal");
        await agent.PassUntilAsync(
            async () => (await agent.RunAsync(task))?.Status == RunStatus.Completed, "the task ended");
        var told = agent.Executor.Asks[1].Messages[^1].Contents.OfType<FunctionResultContent>().Single();
        Assert.Contains("step_time_limit", $"{told.Result}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tokens_OfAnAnswer_AreLimitedByTheRequest()
    {
        await using var agent = await Agent.StartAsync(options => options.OutputTokensMax = 77);
        await agent.SayAsync("hello");
        await agent.UntilAskedAsync(agent.Coordinator, 1);
        Assert.Equal(77, agent.Coordinator.Asks[0].OutputTokensMax);
    }
}
