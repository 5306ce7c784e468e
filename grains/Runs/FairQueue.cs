using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace OmniSage.Grains.Runs;

/// <summary>
/// A bounded queue that serves its tenants in turn, so that one with a thousand items holds nobody else back, and of
/// which each tenant may have only a part. Room can be taken for an item that comes later.
/// Not safe for threads; its owner locks.
/// </summary>
internal sealed class FairQueue<T>(int itemsMax, int tenantItemsMax)
{
    private readonly Dictionary<TenantId, Queue<T>> queues = [];
    private readonly Dictionary<TenantId, int> taken = [];
    private readonly Queue<TenantId> turns = new();

    /// <summary>Items, and room taken for items.</summary>
    public int Count { get; private set; }

    /// <summary>False when the queue is full, or the tenant's part of it.</summary>
    public bool TryEnqueue(TenantId tenant, T item)
    {
        if (!TryReserve(tenant)) return false;
        EnqueueReserved(tenant, item);
        return true;
    }

    /// <summary>Takes room for an item; false when the queue is full, or the tenant's part of it.</summary>
    public bool TryReserve(TenantId tenant)
    {
        var held = taken.GetValueOrDefault(tenant);
        if (Count >= itemsMax || held >= tenantItemsMax) return false;
        taken[tenant] = held + 1;
        Count++;
        return true;
    }

    /// <summary>Puts an item where room was taken for it.</summary>
    public void EnqueueReserved(TenantId tenant, T item)
    {
        if (!queues.TryGetValue(tenant, out var queue))
        {
            queues[tenant] = queue = new();
            turns.Enqueue(tenant);
        }

        queue.Enqueue(item);
    }

    /// <summary>Gives back the room of an item that does not come, or is taken.</summary>
    public void Free(TenantId tenant)
    {
        Count--;
        ref var held = ref CollectionsMarshal.GetValueRefOrNullRef(taken, tenant);
        if (--held == 0) taken.Remove(tenant);
    }

    public bool TryDequeue([MaybeNullWhen(false)] out T item)
    {
        item = default;
        if (!turns.TryDequeue(out var tenant)) return false;
        var queue = queues[tenant];
        item = queue.Dequeue();
        Free(tenant);
        if (queue.Count > 0) turns.Enqueue(tenant);
        else queues.Remove(tenant);
        return true;
    }
}
