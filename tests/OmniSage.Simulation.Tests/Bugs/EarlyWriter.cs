using OmniSage.Simulation.Tests.Loops;
using OmniSage.Storage.Writes;

namespace OmniSage.Simulation.Tests.Bugs;

/// <summary>
/// The planted mistake <see cref="PlantedBug.AcknowledgesEarly"/>: says that it is durable, then writes.
/// </summary>
internal sealed class EarlyWriter(IUnitWriter inner, LoopClock clock, LoopScheduler scheduler) : IUnitWriter
{
    private static readonly TimeSpan Late = TimeSpan.FromMilliseconds(200);

    private Task before = Task.CompletedTask;

    public void Post(PendingUnit unit)
    {
        before = Task.Factory.StartNew(
            () => WriteAsync(before, unit.Unit), CancellationToken.None, TaskCreationOptions.None, scheduler).Unwrap();
        unit.Complete();
    }

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private async Task WriteAsync(Task first, UnitOfWork unit)
    {
        await first;
        await Task.Delay(Late, clock);
        inner.Post(new(unit));
    }
}
