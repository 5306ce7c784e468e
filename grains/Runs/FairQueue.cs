using System.Diagnostics.CodeAnalysis;

namespace OmniSage.Grains.Runs;

/// <summary>
/// A bounded queue that serves its tenants in turn, so that one with a thousand items holds nobody else back.
/// Not safe for threads; its owner locks.
/// </summary>
internal sealed class FairQueue<T>(int itemsMax)
{
    private readonly Dictionary<TenantId, Queue<T>> queues = [];
    private readonly Queue<TenantId> turns = new();

    public int Count { get; private set; }

    /// <summary>False when the queue is full.</summary>
    public bool TryEnqueue(TenantId tenant, T item)
    {
        if (Count >= itemsMax) return false;
        if (!queues.TryGetValue(tenant, out var queue))
        {
            queues[tenant] = queue = new();
            turns.Enqueue(tenant);
        }

        queue.Enqueue(item);
        Count++;
        return true;
    }

    public bool TryDequeue([MaybeNullWhen(false)] out T item)
    {
        item = default;
        if (!turns.TryDequeue(out var tenant)) return false;
        var queue = queues[tenant];
        item = queue.Dequeue();
        Count--;
        if (queue.Count > 0) turns.Enqueue(tenant);
        else queues.Remove(tenant);
        return true;
    }
}
