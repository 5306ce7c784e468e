namespace OmniSage.Grains.Tests.Runs;

public sealed class LiveRunTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly RunId Run = new(new(Ids.Of(1)), Ids.Of(2));
    private static readonly StepKey First = new(Run, 1, 1);

    [Fact]
    public void NewWatcher_GetsTheTextSoFar_AndARenewedOneNothing()
    {
        var live = Live();
        live.Write(First, LiveChannel.Answer, "one ", Noon);
        live.Write(First, LiveChannel.Stdout, "out", Noon);
        live.Write(First, LiveChannel.Answer, "two", Noon);
        var watcher = new Watcher();
        live.Watch(watcher, Noon);
        live.Watch(watcher, Noon);
        Assert.Equal([("one ", 0L), ("out", 0L), ("two", 4L)], watcher.Got.Select(one => (one.Text, one.Offset)));
        live.Write(First, LiveChannel.Answer, "once", Noon);
        Assert.Equal("once", Assert.Single(watcher.Got.Skip(3)).Text);
    }

    [Fact]
    public void WhatIsSaidWhileAWatcherGetsTheTextSoFar_ComesBehindIt()
    {
        var live = Live();
        live.Write(First, LiveChannel.Answer, "one ", Noon);
        live.Write(First, LiveChannel.Answer, "two ", Noon);
        var watcher = new Watcher();
        watcher.OnFirst = () => live.Write(First, LiveChannel.Answer, "three", Noon);
        live.Watch(watcher, Noon);
        Assert.Equal(["one ", "two ", "three"], watcher.Got.Select(one => one.Text));
    }

    [Fact]
    public void TextSoFar_IsBounded_AndOffsetsGoOn()
    {
        var live = Live(charsMax: 10);
        for (var number = 0; number < 10; number++) live.Write(First, LiveChannel.Answer, "1234", Noon);
        Assert.Equal([32L, 36L], SoFar(live).Select(one => one.Offset));
        live.Write(First, LiveChannel.Answer, new string('x', 100), Noon);
        Assert.Empty(SoFar(live));
        live.Write(First, LiveChannel.Answer, "y", Noon);
        Assert.Equal(140, Assert.Single(SoFar(live)).Offset);
    }

    [Fact]
    public void Watchers_Expire_AndAreBounded()
    {
        var live = Live();
        var watchers = Enumerable.Range(0, LiveRun.WatchersMax + 5).Select(_ => new Watcher()).ToList();
        foreach (var watcher in watchers) live.Watch(watcher, Noon);
        live.Write(First, LiveChannel.Answer, "now", Noon);
        Assert.Equal(LiveRun.WatchersMax, watchers.Count(watcher => watcher.Got.Count == 1));
        live.Write(First, LiveChannel.Answer, "late", Noon.AddMinutes(4));
        Assert.DoesNotContain(watchers, watcher => watcher.Got.Count > 1);
    }

    [Fact]
    public void NextStep_BeginsEmpty()
    {
        var live = Live();
        live.Write(First, LiveChannel.Answer, "old", Noon);
        live.Begin(2, 1);
        Assert.Empty(SoFar(live));
        live.Write(First with { Step = 2 }, LiveChannel.Answer, "new", Noon);
        live.Write(First with { Step = 2 }, LiveChannel.Stderr, "e", Noon);
        Assert.Equal([(2, 0L), (2, 0L)], SoFar(live).Select(one => (one.Step, one.Offset)));
    }

    [Fact]
    public void Restart_TellsWatchersAtOnce_AndLateOnesGetOnlyWhatCounts()
    {
        var live = Live();
        var watcher = new Watcher();
        live.Watch(watcher, Noon);
        live.Write(First, LiveChannel.Answer, "From the fir", Noon);
        live.Restart(First, Noon);
        live.Write(First, LiveChannel.Answer, "second", Noon);
        Assert.Equal(
            [(0, 0L, "From the fir"), (1, 0L, ""), (1, 0L, "second")],
            watcher.Got.Select(one => (one.Try, one.Offset, one.Text)));
        Assert.Equal("second", string.Concat(SoFar(live).Select(one => one.Text)));
        live.Begin(1, 2);
        live.Write(First with { Attempt = 2 }, LiveChannel.Answer, "again", Noon);
        Assert.Equal((2, 0), (watcher.Got[^1].Attempt, watcher.Got[^1].Try));
    }

    [Fact]
    public void StepThatAnotherFollowed_SaysNothingMore()
    {
        var live = Live();
        live.Begin(2, 1);
        var watcher = new Watcher();
        live.Watch(watcher, Noon);
        live.Write(First, LiveChannel.Answer, "late", Noon);
        live.Restart(First, Noon);
        live.Write(First with { Step = 2 }, LiveChannel.Answer, "new", Noon);
        Assert.Equal((2, 0, 0L, "new"), watcher.Got.Select(one => (one.Step, one.Try, one.Offset, one.Text)).Single());
    }

    private static LiveRun Live(int charsMax = 1_000)
    {
        var live = new LiveRun(
            Run, charsMax, (observer, output) => observer.OnOutputAsync(output));
        live.Begin(1, 1);
        return live;
    }

    private static List<LiveOutput> SoFar(LiveRun live)
    {
        var watcher = new Watcher();
        live.Watch(watcher, Noon);
        live.Unwatch(watcher);
        return watcher.Got;
    }

    private sealed class Watcher : IRunObserver
    {
        public List<LiveOutput> Got { get; } = [];

        public Action? OnFirst { get; set; }

        public Task OnOutputAsync(LiveOutput output)
        {
            Got.Add(output);
            if (Got.Count == 1) OnFirst?.Invoke();
            return Task.CompletedTask;
        }
    }
}
