using System.Numerics;
using Orleans.Runtime;
using Orleans.Streams;

namespace OmniSage.OrleansLocal;

/// <summary>
/// Brings the items of one stream to one consumer, one after another: to a handler of the client, or as turns to a
/// grain.
/// Never holds a producer up: what does not fit is dropped and counted.
/// </summary>
internal sealed class Subscription(Silo silo, StreamId stream, GrainReference? consumer)
{
    private readonly Lock _gate = new();
    private readonly Queue<(object? Item, StreamSequenceToken Position)> _items = new();
    private readonly TurnScheduler _scheduler = new(silo.Workers);
    private StreamHandler? _clientHandler;
    private long _dropped;
    private bool _delivering;
    private bool _closed;

    public Guid Id { get; } = silo.NewGuid();

    public StreamId Stream => stream;

    /// <summary>The grain that subscribed; null for the client.</summary>
    public GrainReference? Consumer => consumer;

    /// <summary>Sets the handler. A grain's handler belongs to the activation that sets it.</summary>
    public void Handle(StreamHandler handler)
    {
        if (consumer is null)
            _clientHandler = handler;
        else
            Activation.Running!.Handlers[Id] = handler;
    }

    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            _items.Clear();
        }

        Activation.Running?.Handlers.Remove(Id);
    }

    /// <summary>Queues an item if there is room.</summary>
    public void Offer(object? item, StreamSequenceToken position)
    {
        lock (_gate)
        {
            if (_closed)
                return;
            if (_items.Count >= silo.Options.StreamItemsMax)
            {
                // Said at 1, 2, 4, 8 … items: often enough to be seen, never a flood.
                if (BitOperations.IsPow2(++_dropped))
                    silo.Log.StreamItemsDropped($"{stream}", _dropped);
                return;
            }

            _items.Enqueue((item, position));
            if (_delivering)
                return;
            _delivering = true;
        }

        using (WithoutContext.Flow())
            _ = Task.Factory.StartNew(DeliverAllAsync, CancellationToken.None, TaskCreationOptions.None, _scheduler);
    }

    private async Task DeliverAllAsync()
    {
        while (TryTake(out var next))
        {
            try
            {
                if (consumer is null)
                    await _clientHandler!(next.Item, next.Position);
                else
                    await DeliverToGrainAsync(consumer, next.Item, next.Position);
            }
            catch (Exception exception)
            {
                silo.Log.StreamHandlerFailed(stream, exception);
            }
        }
    }

    private bool TryTake(out (object? Item, StreamSequenceToken Position) next)
    {
        lock (_gate)
            return _delivering = _items.TryDequeue(out next);
    }

    private Task DeliverToGrainAsync(GrainReference grain, object? item, StreamSequenceToken position)
    {
        var delivery = new Delivery(Id, item, position);
        grain.Post(delivery);
        return delivery.Done;
    }

    private sealed class Delivery(Guid id, object? item, StreamSequenceToken position) : Turn
    {
        private readonly TaskCompletionSource _done = new();

        public Task Done => _done.Task;

        internal override void Reject(Exception reason) => _done.TrySetException(reason);

        protected override Task RunAsync() =>
            ((Activation)Mailbox).Handlers.TryGetValue(id, out var handler)
            ? handler(item, position)
            : Task.CompletedTask;

        protected override void Completed(Task work) => _done.TrySetFromTask(work);
    }
}
