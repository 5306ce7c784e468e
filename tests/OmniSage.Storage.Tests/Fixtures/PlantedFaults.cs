namespace OmniSage.Storage.Tests.Fixtures;

/// <summary>
/// Faults that a test plants for the next batches, and a gate that holds the writer until the test opens it.
/// </summary>
public sealed class PlantedFaults : WriteFaults
{
    private readonly Queue<WriteFault> planted = new();
    private TaskCompletionSource? gate;
    private int batches;

    /// <summary>Batches begun so far.</summary>
    public int Batches => Volatile.Read(ref batches);

    public void Plant(WriteFault fault)
    {
        lock (planted) planted.Enqueue(fault);
    }

    public void Hold() => gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Open() => Interlocked.Exchange(ref gate, null)?.SetResult();

    public override Task? Delay() => gate?.Task;

    public override WriteFault Next()
    {
        Interlocked.Increment(ref batches);
        lock (planted) return planted.TryDequeue(out var fault) ? fault : WriteFault.None;
    }
}
