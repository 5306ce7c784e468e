using OmniSage.Testing;

namespace OmniSage.Grains.Tests.Runs;

public sealed class QueueTests
{
    private static readonly TenantId One = new(Ids.Of(1));
    private static readonly TenantId Other = new(Ids.Of(2));

    [Fact]
    public void FairQueue_ServesTenantsInTurn()
    {
        var queue = new FairQueue<string>(10, 10);
        foreach (var item in new[] { "1a", "1b", "1c" }) Assert.True(queue.TryEnqueue(One, item));
        foreach (var item in new[] { "2a", "2b" }) Assert.True(queue.TryEnqueue(Other, item));
        Assert.Equal(["1a", "2a", "1b", "2b", "1c"], Drain(queue));
        Assert.Equal(0, queue.Count);
    }

    [Fact]
    public void FairQueue_IsBounded_AndTakesAgainWhatHasRoom()
    {
        var queue = new FairQueue<string>(1, 1);
        Assert.True(queue.TryEnqueue(One, "a"));
        Assert.False(queue.TryEnqueue(Other, "b"));
        Assert.Equal(["a"], Drain(queue));
        Assert.True(queue.TryEnqueue(Other, "b"));
    }

    [Fact]
    public async Task StepLane_RunsSoManyAtOnce_AndTheRestInTurn()
    {
        var gates = new Dictionary<string, TaskCompletionSource>();
        var begun = new List<string>();
        var pair = new ConcurrentExclusiveSchedulerPair();
        var lane = new StepLane(new(1, 3, 3), pair.ExclusiveScheduler, TimeProvider.System, async order =>
        {
            begun.Add(NameOf(order));
            await gates[NameOf(order)].Task;
        });
        foreach (var name in new[] { "1/1", "1/2", "1/3", "2/1" })
        {
            gates[name] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        Assert.True(lane.TryStart(Order(One, 1), CancellationToken.None));
        Assert.True(lane.TryStart(Order(One, 2), CancellationToken.None));
        Assert.True(lane.TryStart(Order(One, 3), CancellationToken.None));
        Assert.True(lane.TryStart(Order(Other, 1), CancellationToken.None));
        Assert.False(lane.TryStart(Order(Other, 2), CancellationToken.None));
        foreach (var gate in gates.Values) gate.SetResult();
        while (!await On(pair, () => begun.Count == 4)) await Task.Yield();
        Assert.Equal(["1/1", "1/2", "2/1", "1/3"], begun);
        // The places came back.
        gates["2/3"] = new();
        Assert.True(lane.TryStart(Order(Other, 3), CancellationToken.None));
        gates["2/3"].SetResult();
    }

    [Fact]
    public void FairQueue_GivesATenantOnlyItsPart()
    {
        var queue = new FairQueue<string>(3, 2);
        Assert.True(queue.TryEnqueue(One, "1a"));
        Assert.True(queue.TryReserve(One));
        Assert.False(queue.TryEnqueue(One, "1c"));
        Assert.True(queue.TryEnqueue(Other, "2a"));
        Assert.False(queue.TryReserve(Other));
        queue.EnqueueReserved(One, "1b");
        Assert.Equal(["1a", "2a", "1b"], Drain(queue));
        Assert.True(queue.TryReserve(One));
        queue.Free(One);
        Assert.Equal(0, queue.Count);
    }

    [Fact]
    public async Task StepLane_FullOfOneTenantsSteps_TakesThoseOfOthers()
    {
        var pair = new ConcurrentExclusiveSchedulerPair();
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var lane = new StepLane(new(1, 4, 2), pair.ExclusiveScheduler, TimeProvider.System, _ => gate.Task);
        for (var step = 1; step <= 3; step++) Assert.True(lane.TryStart(Order(One, step), CancellationToken.None));
        Assert.False(lane.TryStart(Order(One, 4), CancellationToken.None));
        Assert.True(lane.TryStart(Order(Other, 1), CancellationToken.None));
        gate.SetResult();
        await On(pair, () => true);
    }

    [Fact]
    public async Task StepLane_HoldsNoPlaceForAStepThatIsToBeTriedLater()
    {
        var pair = new ConcurrentExclusiveSchedulerPair();
        var begun = new List<string>();
        var time = new TestClock();
        var lane = new StepLane(new(1, 2, 2), pair.ExclusiveScheduler, time, order =>
        {
            begun.Add(NameOf(order));
            return Task.CompletedTask;
        });
        using var cancelled = new CancellationTokenSource();
        var later = TimeSpan.FromSeconds(8);
        Assert.True(lane.TryStart(Order(One, 1) with { Delay = later }, CancellationToken.None));
        Assert.True(lane.TryStart(Order(One, 2) with { Delay = later }, cancelled.Token));
        // They wait, and are bounded as such.
        Assert.False(lane.TryStart(Order(Other, 1) with { Delay = later }, CancellationToken.None));
        Assert.True(lane.TryStart(Order(Other, 2), CancellationToken.None));
        while (!await On(pair, () => begun.Count == 1)) await Task.Yield();
        Assert.Equal(["2/2"], begun);
        await cancelled.CancelAsync();
        while (!lane.TryStart(Order(Other, 3) with { Delay = later }, CancellationToken.None)) await Task.Yield();
        await On(pair, () => true);
        time.Advance(later);
        while (!await On(pair, () => begun.Count == 3)) await Task.Yield();
        Assert.Equal(["1/1", "2/2", "2/3"], begun.Order());
    }

    private static Task<bool> On(ConcurrentExclusiveSchedulerPair pair, Func<bool> look) =>
        Task.Factory.StartNew(look, CancellationToken.None, TaskCreationOptions.None, pair.ExclusiveScheduler);

    private static string NameOf(StepOrder order) => $"{(order.Run.Tenant == One ? 1 : 2)}/{order.Step}";

    private static ModelOrder Order(TenantId tenant, int step) => new()
    {
        Run = new(tenant, Ids.Of(step)),
        Step = step,
        Attempt = 1,
        Owner = new(RunOwner.Coordinator, "x"),
        TimeMax = TimeSpan.FromMinutes(1),
        Request = new("coordinator", [], 1),
        Place = new(Ids.Of(3), Ids.Of(4), Ids.Of(5), Ids.Of(3)),
    };

    private static List<string> Drain(FairQueue<string> queue)
    {
        var items = new List<string>();
        while (queue.TryDequeue(out var item)) items.Add(item);
        return items;
    }
}
