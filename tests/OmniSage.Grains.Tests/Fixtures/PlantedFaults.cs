using OmniSage.Storage.Writes;

namespace OmniSage.Grains.Tests.Fixtures;

/// <summary>What the next batches of writes meet, in order; after that nothing goes wrong.</summary>
internal sealed class PlantedFaults : WriteFaults
{
    private readonly Queue<WriteFault> planted = new();

    public void Plant(params ReadOnlySpan<WriteFault> faults)
    {
        lock (planted)
        {
            foreach (var fault in faults) planted.Enqueue(fault);
        }
    }

    public override WriteFault Next()
    {
        lock (planted) return planted.TryDequeue(out var fault) ? fault : WriteFault.None;
    }
}
