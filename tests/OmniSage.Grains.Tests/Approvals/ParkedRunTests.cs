namespace OmniSage.Grains.Tests.Approvals;

/// <summary>Who waits for a person holds nothing that others could use, and finds again what was kept.</summary>
public sealed class ParkedRunTests
{
    private const string AskForOne =
        """
        policy: 1
        rules:
          - name: ask for this one
            when: {tool: shell.run, argument: {/command: "ls"}}
            then: ask each
        """;

    [Fact]
    public async Task Parked_GivesPlaceAndSandboxBack_AndGoesOnWithTheFilesThatWereKept()
    {
        await using var agent = await Agent.StartAsync(options => options.ExecutorsMax = 1);
        var task = await ParkedAsync(agent);
        Assert.True(Assert.Single(agent.Sandboxes.Opened).IsDisposed);

        var other = await Delegation.OfAsync(agent, "other");
        await agent.UntilAsync(other, RunStatus.Completed);

        await DecideAsync(agent, task);
        Assert.Equal("workspace of sandbox-1", agent.Sandboxes.Opened[^1].Restored);
        Assert.Equal(["ls"], agent.Sandboxes.Opened[^1].Commands);
        Assert.Contains("its sandbox was given back", Told(agent), StringComparison.Ordinal);
        Assert.Single(await agent.EventsAsync<Note>(task));
    }

    [Fact]
    public async Task Parked_KeepsASandbox_ThatHoldsWhatIsNotKept()
    {
        await using var agent = await Agent.StartAsync(options => options.WorkspaceBytesMax = 5);
        var task = await ParkedAsync(agent);
        Assert.False(Assert.Single(agent.Sandboxes.Opened).IsDisposed);
        await DecideAsync(agent, task);
        Assert.Equal(["make", "ls"], Assert.Single(agent.Sandboxes.Opened).Commands);
        Assert.DoesNotContain("given back", Told(agent), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parked_AndRestarted_IsToldOnce()
    {
        await using var agent = await Agent.StartAsync(onDisk: true);
        var task = await ParkedAsync(agent);
        await agent.Cluster.StopAndRestartAsync();
        await DecideAsync(agent, task);
        Assert.Equal("workspace of sandbox-1", agent.Sandboxes.Opened[^1].Restored);
        Assert.Single(await agent.EventsAsync<Note>(task));
    }

    /// <summary>A task that has made something, and now waits with its second command.</summary>
    private static async Task<Guid> ParkedAsync(Agent agent)
    {
        await Asked.SetPolicyAsync(agent, AskForOne);
        agent.Executor.Script = ask => ask.Messages[1].Text == "other" ? Reply.Say("done")
            : ask.Messages.Count switch { 2 => Reply.Shell("make"), 4 => Reply.Shell("ls"), _ => null };
        var task = await Delegation.OfAsync(agent, "goal");
        await agent.UntilAsync(task, RunStatus.Parked);
        return task;
    }

    private static async Task DecideAsync(Agent agent, Guid task)
    {
        var (approval, request) = await Asked.LastAsync(agent, task);
        await agent.UntilAsync(async () => await approval.GetAsync() is not null, "it is asked");
        await approval.DecideAsync(Asked.Allow(request));
        await agent.UntilAsync(
            async () => (await agent.EventsAsync<ToolCompleted>(task)).Count == 2, "the call is made");
        await agent.UntilAsync(() => Task.FromResult(agent.Executor.Asks[^1].Messages.Count > 4), "the model is told");
    }

    private static string Told(Agent agent) =>
        string.Join('\n', agent.Executor.Asks[^1].Messages.Select(message => message.Text));
}
