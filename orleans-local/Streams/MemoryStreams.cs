using System.Collections.Concurrent;
using Orleans.Runtime;
using Orleans.Streams;

namespace OmniSage.OrleansLocal;

/// <summary>The streams of one name. A stream exists only as its subscriptions and its item count.</summary>
internal sealed class MemoryStreams(Silo silo, string name) : IStreamProvider
{
    private readonly ConcurrentDictionary<StreamId, StreamChannel> _channels = new();

    public string Name => name;

    public Silo Silo => silo;

    public IAsyncStream<T> GetStream<T>(StreamId streamId) => new MemoryStream<T>(this, streamId);

    /// <summary>The stream if someone subscribed to it; items for nobody are not even counted.</summary>
    public StreamChannel? Find(StreamId stream) => _channels.GetValueOrDefault(stream);

    public Subscription Subscribe(StreamId stream, GrainReference? consumer, StreamHandler handler)
    {
        var subscription = new Subscription(silo, stream, consumer);
        subscription.Handle(handler);
        while (!_channels.GetOrAdd(stream, static key => new(key)).TryAdd(subscription))
        {
            // The channel closed with its last subscription and has left the table; the next round makes another.
        }

        return subscription;
    }

    public void Unsubscribe(Subscription subscription)
    {
        subscription.Close();
        if (_channels.TryGetValue(subscription.Stream, out var channel) && channel.Remove(subscription))
            _channels.TryRemove(new(subscription.Stream, channel));
    }
}

/// <summary>The subscriptions of one stream, and the order of its items.</summary>
internal sealed class StreamChannel(StreamId stream)
{
    private readonly Lock _gate = new();
    private List<Subscription> _subscriptions = [];
    private long _sequence;
    private bool _closed;

    public StreamId Stream => stream;

    public IReadOnlyList<Subscription> Subscriptions => _subscriptions;

    public bool TryAdd(Subscription subscription)
    {
        lock (_gate)
        {
            if (!_closed)
                _subscriptions = [.. _subscriptions, subscription];
            return !_closed;
        }
    }

    /// <returns>Whether that was the last one, so that the channel is closed now.</returns>
    public bool Remove(Subscription subscription)
    {
        lock (_gate)
        {
            _subscriptions = [.. _subscriptions.Where(other => other != subscription)];
            return _closed = _subscriptions.Count == 0;
        }
    }

    public void Publish<T>(T item, JsonCopy copy)
    {
        lock (_gate)
        {
            var position = new StreamPosition(_sequence++);
            foreach (var subscription in _subscriptions)
                subscription.Offer(copy.Of(item), position);
        }
    }
}
