using Microsoft.Extensions.AI;
using OmniSage.Grains.Tests.Approvals;
using OmniSage.Grains.Tools;

namespace OmniSage.Grains.Tests.Tools;

/// <summary>A call that may have had its effect is made again only where its key makes that harmless.</summary>
public sealed class UnknownOutcomeTests
{
    private static readonly Reply Send = new("", [Reply.Call("call-1", "test_send", ("text", "hello"))]);

    [Theory]
    [InlineData("None")]
    [InlineData("Query")]
    public async Task ProcessThatDies_InACall_DoesNotMakeItAgain(string idempotency)
    {
        var tool = new SendTool(Enum.Parse<ToolIdempotency>(idempotency)) { Sending = Hang };
        await using var agent = await StartAsync(tool);
        var task = await SendingAsync(agent, tool);
        await agent.Cluster.StopAndRestartAsync();
        await TellsUnknownAsync(agent, task);
        Assert.Single(tool.Keys);
    }

    [Fact]
    public async Task ProcessThatDies_InACallWithAKey_MakesItAgainWithTheSame()
    {
        var tool = new SendTool(ToolIdempotency.Key) { Sending = Hang };
        await using var agent = await StartAsync(tool);
        var task = await SendingAsync(agent, tool);
        tool.Sending = (_, _) => Task.CompletedTask;
        await agent.Cluster.StopAndRestartAsync();
        await agent.PassUntilAsync(() => Task.FromResult(agent.Executor.Asks.Count == 2), "the model is told");
        Assert.Equal(2, tool.Keys.Count);
        Assert.Equal(tool.Keys[0], tool.Keys[1]);
        Assert.Single(await agent.EventsAsync<ToolCompleted>(task));
    }

    [Fact]
    public async Task Keys_DifferBetweenCalls_ThoughTheModelNamesThemAlike()
    {
        var tool = new SendTool(ToolIdempotency.Key);
        await using var agent = await StartAsync(tool);
        await SendingAsync(agent, tool);
        await agent.UntilAskedAsync(agent.Executor, 2);
        agent.Executor.Asks[1].Answer(Send);
        await agent.UntilAskedAsync(agent.Executor, 3);
        Assert.Equal(2, tool.Keys.Distinct().Count());
    }

    [Theory]
    [InlineData("None", 1)]
    [InlineData("Query", 1)]
    [InlineData("Key", 5)]
    public async Task FailureThatCouldBeRetried_IsRetriedOnlyWithAKey_AndEndsUnknown(
        string idempotency, int calls)
    {
        var tool = new SendTool(Enum.Parse<ToolIdempotency>(idempotency))
        {
            Sending = (_, _) => throw new IOException("The line is dead."),
        };
        await using var agent = await StartAsync(tool);
        var task = await SendingAsync(agent, tool);
        await TellsUnknownAsync(agent, task);
        Assert.Equal(calls, tool.Keys.Count);
    }

    [Fact]
    public async Task TimeLimit_LeavesItUnknown_AlsoWithAKey()
    {
        var tool = new SendTool(ToolIdempotency.Key) { Sending = Hang };
        await using var agent = await StartAsync(tool, options => options.ToolTimeMax = TimeSpan.FromSeconds(30));
        var task = await SendingAsync(agent, tool);
        await TellsUnknownAsync(agent, task);
        Assert.Single(tool.Keys);
    }

    [Fact]
    public async Task Refusal_IsKnown()
    {
        var tool = new SendTool(ToolIdempotency.None)
        {
            Sending = (_, _) => throw new OmniSageException(ErrorCodes.NotFound, "There is nobody of that name."),
        };
        await using var agent = await StartAsync(tool);
        var task = await SendingAsync(agent, tool);
        await agent.UntilAskedAsync(agent.Executor, 2);
        Assert.Equal(ErrorCodes.NotFound, Assert.Single(await agent.EventsAsync<ToolFailed>(task)).Code);
    }

    [Fact]
    public async Task Approved_AndLostInACrash_IsNeitherMadeNorAskedAgain()
    {
        var tool = new SendTool(ToolIdempotency.None) { Sending = Hang };
        await using var agent = await StartAsync(tool);
        await Asked.SetPolicyAsync(agent, SendTool.AskedEachTime);
        agent.Executor.Script = ask => ask.Messages.Count == 2 ? Send : null;
        var task = await Delegation.OfAsync(agent, "goal");
        await agent.UntilAsync(task, RunStatus.Parked);
        var (approval, request) = await Asked.LastAsync(agent, task);
        await agent.UntilAsync(async () => await approval.GetAsync() is not null, "it is asked");
        await approval.DecideAsync(Asked.Allow(request));
        await agent.UntilAsync(() => Task.FromResult(tool.Keys.Count == 1), "the call is begun");
        await agent.Cluster.StopAndRestartAsync();
        await TellsUnknownAsync(agent, task);
        await approval.OpenAsync(request);
        await agent.Cluster.RestAsync();
        Assert.Single(tool.Keys);
        Assert.Single(await agent.EventsAsync<ApprovalRequested>(task));
    }

    [Fact]
    public async Task Cancelled_InACall_NotesThatItIsUnknown()
    {
        var tool = new SendTool(ToolIdempotency.Key) { Sending = Hang };
        await using var agent = await StartAsync(tool);
        var task = await SendingAsync(agent, tool);
        await agent.ExecutorOf(task).CancelAsync(Agent.By, "enough");
        Assert.Equal(UnknownOutcome.Code, Assert.Single(await agent.EventsAsync<ToolFailed>(task)).Code);
    }

    [Fact]
    public async Task CallThatWasNeverBegun_IsMade()
    {
        var tool = new SendTool(ToolIdempotency.None);
        var hold = new TaskCompletionSource();
        await using var agent = await StartAsync(tool, options =>
        {
            options.ToolStepsMax = 1;
            options.WaitingStepsMax = 1;
        });
        agent.Sandboxes.Run = async (_, _) =>
        {
            await hold.Task;
            return 0;
        };
        agent.Executor.Script = ask => ask.Messages.Count > 2 ? Reply.Say("done")
            : ask.Messages[1].Text == "send" ? Send : Reply.Shell("hold");
        // One is under way and one waits, so that the next is not taken.
        var first = await Delegation.OfAsync(agent, "hold");
        var second = await Delegation.OfAsync(agent, "hold");
        var task = await Delegation.OfAsync(agent, "send");
        await agent.UntilAsync(
            async () => (await agent.EventsAsync<ToolRequested>(task)).Count == 1, "the call is wanted");
        hold.SetResult();
        await agent.UntilAsync(first, RunStatus.Completed);
        await agent.UntilAsync(second, RunStatus.Completed);
        Assert.Empty(tool.Keys);
        await agent.PassUntilAsync(
            async () => (await agent.RunAsync(task))?.Status == RunStatus.Completed, "the task ended");
        Assert.Single(tool.Keys);
        Assert.Empty(await agent.EventsAsync<ToolFailed>(task));
    }

    private static Task Hang(int number, CancellationToken cancellation) =>
        Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);

    private static async Task<Agent> StartAsync(SendTool tool, Action<AgentOptions>? configure = null)
    {
        var agent = await Agent.StartAsync(configure, onDisk: true, tool);
        await Asked.SetPolicyAsync(agent, SendTool.Allowed);
        return agent;
    }

    /// <summary>A task whose model wants to send; on return the call is begun.</summary>
    private static async Task<Guid> SendingAsync(Agent agent, SendTool tool)
    {
        agent.Executor.Script = ask => ask.Messages.Count == 2 ? Send : null;
        var task = await Delegation.OfAsync(agent, "goal");
        await agent.UntilAsync(() => Task.FromResult(tool.Keys.Count > 0), "the call is begun");
        return task;
    }

    private static async Task TellsUnknownAsync(Agent agent, Guid task)
    {
        await agent.PassUntilAsync(() => Task.FromResult(agent.Executor.Asks.Count == 2), "the model is told");
        var told = string.Concat(agent.Executor.Asks[1].Messages.SelectMany(message => message.Contents)
            .OfType<FunctionResultContent>()
            .Select(result => $"{result.Result}"));
        Assert.Contains(UnknownOutcome.Code, told, StringComparison.Ordinal);
        var failed = (await agent.EventsAsync<ToolFailed>(task))[^1];
        Assert.Equal((UnknownOutcome.Code, false), (failed.Code, failed.Retryable));
        Assert.Empty(await agent.EventsAsync<ToolCompleted>(task));
        agent.Executor.Asks[1].Answer(Reply.Say("A person has to look."));
        await agent.UntilAsync(task, RunStatus.Completed);
    }
}
