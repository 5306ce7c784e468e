namespace OmniSage.Grains.Tests.Runs;

public sealed class LiveTests
{
    [Fact]
    public async Task Watcher_FirstGetsTheTextSoFar_ThenWhatComes()
    {
        await using var agent = await Agent.StartAsync();
        var running = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        agent.Sandboxes.Run = (line, _) => line == "first" ? Task.FromResult(0) : running.Task;
        agent.Executor.Script = ask => ask.Messages.Count switch
        {
            2 => new("Let me see. ", [Reply.Call("c1", "shell_run", ("command", "first"))]),
            4 => null,
            _ => Reply.Say("done"),
        };
        var task = await Delegation.OfAsync(agent, "goal");
        await agent.UntilAskedAsync(agent.Executor, 2);
        agent.Service<LiveRuns>().Write(new(new(agent.Id.Tenant, task), 3, 1), LiveChannel.Answer, "so far ");
        var watcher = new Watcher();
        var reference = agent.Cluster.Client.CreateObjectReference<IRunObserver>(watcher);
        await agent.ExecutorOf(task).WatchAsync(new(agent.Id.Tenant, task), reference);
        await agent.UntilAsync(() => Task.FromResult(watcher.Text == "so far "), "the watcher has the text so far");
        await agent.ExecutorOf(task).WatchAsync(new(agent.Id.Tenant, task), reference);
        agent.Executor.Asks[1].Answer(Reply.Say("and on"));
        await agent.UntilAsync(
            () => Task.FromResult(watcher.Text == "so far and on"), "the watcher has the rest, once");
        await agent.UntilAsync(task, RunStatus.Completed);
        // Nothing of a run that has ended is kept, whatever still comes.
        agent.Service<LiveRuns>().Write(new(new(agent.Id.Tenant, task), 3, 1), LiveChannel.Answer, "late");
        await agent.Cluster.RestAsync();
        Assert.Equal("so far and on", watcher.Text);
    }

    [Fact]
    public async Task TextSoFar_IsKeptAsFarAsTheSettingSays()
    {
        await using var agent = await Agent.StartAsync(options => options.LiveCharsMax = 1_024);
        var run = (await agent.SayAsync("hello")).Run;
        await agent.UntilAskedAsync(agent.Coordinator, 1);
        foreach (var letter in "ab")
        {
            agent.Service<LiveRuns>().Write(
                new(new(agent.Id.Tenant, run), 1, 1), LiveChannel.Answer, new(letter, 1_000));
        }

        var watcher = new Watcher();
        await agent.Thread.WatchAsync(
            new(agent.Id.Tenant, run), agent.Cluster.Client.CreateObjectReference<IRunObserver>(watcher));
        var end = new string('b', 1_000);
        await agent.UntilAsync(() => Task.FromResult(watcher.Text == end), "the watcher has the end");
    }

    private sealed class Watcher : IRunObserver
    {
        private string text = "";

        public string Text => Volatile.Read(ref text);

        public Task OnOutputAsync(LiveOutput output)
        {
            lock (this) text += output.Text;
            return Task.CompletedTask;
        }
    }
}
