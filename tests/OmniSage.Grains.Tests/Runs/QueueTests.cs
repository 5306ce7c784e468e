namespace OmniSage.Grains.Tests.Runs;

public sealed class QueueTests
{
    private static readonly TenantId One = new(Ids.Of(1));
    private static readonly TenantId Other = new(Ids.Of(2));

    [Fact]
    public void FairQueue_ServesTenantsInTurn()
    {
        var queue = new FairQueue<string>(10);
        foreach (var item in new[] { "1a", "1b", "1c" }) Assert.True(queue.TryEnqueue(One, item));
        foreach (var item in new[] { "2a", "2b" }) Assert.True(queue.TryEnqueue(Other, item));
        Assert.Equal(["1a", "2a", "1b", "2b", "1c"], Drain(queue));
        Assert.Equal(0, queue.Count);
    }

    [Fact]
    public void FairQueue_IsBounded_AndTakesAgainWhatHasRoom()
    {
        var queue = new FairQueue<string>(1);
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
        var lane = new StepLane(stepsMax: 1, waitingMax: 3, pair.ExclusiveScheduler, async order =>
        {
            begun.Add(NameOf(order));
            await gates[NameOf(order)].Task;
        });
        foreach (var name in new[] { "1/1", "1/2", "1/3", "2/1" })
        {
            gates[name] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        Assert.True(lane.TryStart(Order(One, 1)));
        Assert.True(lane.TryStart(Order(One, 2)));
        Assert.True(lane.TryStart(Order(One, 3)));
        Assert.True(lane.TryStart(Order(Other, 1)));
        Assert.False(lane.TryStart(Order(Other, 2)));
        foreach (var gate in gates.Values) gate.SetResult();
        while (!await On(pair, () => begun.Count == 4)) await Task.Yield();
        Assert.Equal(["1/1", "1/2", "2/1", "1/3"], begun);
        // The places came back.
        gates["2/3"] = new();
        Assert.True(lane.TryStart(Order(Other, 3)));
        gates["2/3"].SetResult();
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
    };

    private static List<string> Drain(FairQueue<string> queue)
    {
        var items = new List<string>();
        while (queue.TryDequeue(out var item)) items.Add(item);
        return items;
    }
}
