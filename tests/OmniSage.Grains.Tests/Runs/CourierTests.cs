using Microsoft.Extensions.Logging.Abstractions;
using OmniSage.Testing;

namespace OmniSage.Grains.Tests.Runs;

public sealed class CourierTests
{
    [Fact]
    public async Task Deliveries_BeyondTheBound_AreLeftToRecovery()
    {
        var pair = new ConcurrentExclusiveSchedulerPair();
        using var courier = new Courier(
            null!, new TestClock(), new(pair.ExclusiveScheduler), NullLogger<Courier>.Instance);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var calls = 0;
        void Send(int number) => courier.Send(new(Ids.Of(1)), $"call {number}", _ =>
        {
            calls++;
            return gate.Task;
        });
        for (var number = 0; number < Courier.DeliveriesMax + 10; number++) Send(number);
        // One that is under way is enough, whatever room there is.
        Send(0);
        Assert.Equal(Courier.DeliveriesMax, await On(pair, () => calls));
        gate.SetResult();
        while (await On(pair, () => calls) == Courier.DeliveriesMax)
        {
            Send(-1);
            await Task.Yield();
        }
    }

    private static Task<int> On(ConcurrentExclusiveSchedulerPair pair, Func<int> look) =>
        Task.Factory.StartNew(look, CancellationToken.None, TaskCreationOptions.None, pair.ExclusiveScheduler);
}
