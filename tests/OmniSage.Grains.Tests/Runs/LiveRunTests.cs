namespace OmniSage.Grains.Tests.Runs;

public sealed class LiveRunTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void NewWatcher_GetsTheTextSoFar_AndARenewedOneNothing()
    {
        var live = Live();
        live.Write(LiveChannel.Answer, "one ");
        live.Write(LiveChannel.Stdout, "out");
        live.Write(LiveChannel.Answer, "two");
        var watcher = new Watcher();
        var soFar = live.Watch(watcher, Noon).Select(one => (one.Text, one.Offset));
        Assert.Equal([("one ", 0L), ("out", 0L), ("two", 4L)], soFar);
        Assert.Empty(live.Watch(watcher, Noon));
        Assert.Single(live.Watchers(Noon));
    }

    [Fact]
    public void TextSoFar_IsBounded_AndOffsetsGoOn()
    {
        var live = Live(charsMax: 10);
        for (var number = 0; number < 10; number++) live.Write(LiveChannel.Answer, "1234");
        var kept = live.Watch(new Watcher(), Noon);
        Assert.Equal([32L, 36L], kept.Select(one => one.Offset));
        live.Write(LiveChannel.Answer, new string('x', 100));
        Assert.Empty(live.Watch(new Watcher(), Noon));
        Assert.Equal(140, live.Write(LiveChannel.Answer, "y").Offset);
    }

    [Fact]
    public void Watchers_Expire_AndAreBounded()
    {
        var live = Live();
        for (var number = 0; number < LiveRun.WatchersMax + 5; number++) live.Watch(new Watcher(), Noon);
        Assert.Equal(LiveRun.WatchersMax, live.Watchers(Noon).Count);
        Assert.Empty(live.Watchers(Noon.AddMinutes(4)));
    }

    [Fact]
    public void NextStep_BeginsEmpty()
    {
        var live = Live();
        live.Write(LiveChannel.Answer, "old");
        live.Begin(2, 1);
        Assert.Empty(live.Watch(new Watcher(), Noon));
        Assert.Equal((2, 0L), (live.Write(LiveChannel.Answer, "new").Step, live.Write(LiveChannel.Stderr, "e").Offset));
    }

    private static LiveRun Live(int charsMax = 1_000)
    {
        var live = new LiveRun(new(new(Ids.Of(1)), Ids.Of(2)), charsMax);
        live.Begin(1, 1);
        return live;
    }

    private sealed class Watcher : IRunObserver
    {
        public Task OnOutputAsync(LiveOutput output) => Task.CompletedTask;
    }
}
