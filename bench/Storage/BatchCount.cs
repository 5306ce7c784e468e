using OmniSage.Storage.Writes;

namespace OmniSage.Bench.Storage;

/// <summary>Counts the commits of the write queue, and plants no faults.</summary>
internal sealed class BatchCount : WriteFaults
{
    private int count;

    public int Count => Volatile.Read(ref count);

    public override WriteFault Next()
    {
        Interlocked.Increment(ref count);
        return WriteFault.None;
    }

    public void Reset() => Volatile.Write(ref count, 0);
}
