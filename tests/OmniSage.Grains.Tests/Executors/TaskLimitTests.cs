namespace OmniSage.Grains.Tests.Executors;

public sealed class TaskLimitTests
{
    [Fact]
    public async Task Steps_AreLimited()
    {
        await using var agent = await Agent.StartAsync();
        agent.Executor.Script = _ => Reply.Shell("again");
        await EndsAsync(agent, new() { StepsMax = 5 }, "limit of 5 steps");
    }

    [Fact]
    public async Task Time_IsLimited_AlsoInTheMiddleOfATool()
    {
        await using var agent = await Agent.StartAsync();
        agent.Executor.Script = _ => Reply.Shell("sleep");
        agent.Sandboxes.Run = async (_, ct) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct);
            return 0;
        };
        await EndsAsync(agent, new() { TimeMax = TimeSpan.FromSeconds(30) }, "time limit");
    }

    [Fact]
    public async Task Summary_IsCut()
    {
        await using var agent = await Agent.StartAsync();
        agent.Executor.Script = _ => Reply.Say(new('x', 5_000));
        await EndsAsync(agent, new() { SummaryBytesMax = 100 }, "cut: the text was longer", TaskEnd.Unverified);
    }

    [Fact]
    public async Task Attempts_OfATool_AreLimited_AndTheModelIsTold()
    {
        await using var agent = await Agent.StartAsync(options => options.AttemptsMax = 2);
        var opened = 0;
        agent.Sandboxes.Opening = _ =>
        {
            opened++;
            throw new Sandbox.SandboxException(Sandbox.SandboxException.StartFailed, retryable: true, "Not now.");
        };
        agent.Executor.Script = ask => ask.Messages.Count == 2 ? Reply.Shell("ls") : Reply.Say("no sandbox");
        await EndsAsync(agent, new(), "no sandbox", TaskEnd.Unverified);
        Assert.Equal(2, opened);
    }

    private static async Task EndsAsync(Agent agent, TaskLimits limits, string says, TaskEnd end = TaskEnd.Failed)
    {
        var contract = Coordinators.Threads.Contract(40, 20) with { Thread = agent.Id.Value, Limits = limits };
        await agent.ExecutorOf(contract.Task).StartAsync(contract);
        await agent.PassUntilAsync(
            async () => await agent.RunAsync(contract.Run) is { EndedUs: not null }, "the task ended");
        var last = (await agent.EventsAsync(contract.Run))[^1];
        var (how, what) = last switch
        {
            RunCompleted { Result: { } result } => (result.End, result.Summary),
            RunFailed failed => (TaskEnd.Failed, failed.Error),
            _ => throw new InvalidOperationException($"The task ended with {last.GetType().Name}."),
        };
        Assert.Equal(end, how);
        Assert.Contains(says, what, StringComparison.Ordinal);
    }
}
