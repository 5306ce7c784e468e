using Orleans.Runtime;
using Orleans.Streams;

namespace OmniSage.OrleansLocal;

/// <summary>One stream seen as a stream of one type.</summary>
internal sealed class MemoryStream<T>(MemoryStreams provider, StreamId id) : IAsyncStream<T>
{
    public string ProviderName => provider.Name;

    public StreamId StreamId => id;

    public Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer)
    {
        var consumer = Activation.Running?.GrainReference;
        var subscription = provider.Subscribe(id, consumer, HandlerOf(observer));
        return Task.FromResult<StreamSubscriptionHandle<T>>(new Handle(provider, subscription));
    }

    public Task OnNextAsync(T item, StreamSequenceToken? token = null)
    {
        provider.Find(id)?.Publish(item, provider.Silo.Copy);
        return Task.CompletedTask;
    }

    public Task OnCompletedAsync() => throw new NotSupportedException("These streams do not end.");

    public Task OnErrorAsync(Exception ex) => throw new NotSupportedException("These streams carry no errors.");

    public Task<IList<StreamSubscriptionHandle<T>>> GetAllSubscriptionHandles()
    {
        var consumer = Activation.Running?.GrainReference;
        var own = (provider.Find(id)?.Subscriptions ?? []).Where(subscription => subscription.Consumer == consumer);
        return Task.FromResult<IList<StreamSubscriptionHandle<T>>>(
            [.. own.Select(subscription => new Handle(provider, subscription))]);
    }

    private static StreamHandler HandlerOf(IAsyncObserver<T> observer) =>
        (item, position) => observer.OnNextAsync((T)item!, position);

    private sealed class Handle(MemoryStreams provider, Subscription subscription) : StreamSubscriptionHandle<T>
    {
        public override StreamId StreamId => subscription.Stream;

        public override string ProviderName => provider.Name;

        public override Guid HandleId => subscription.Id;

        public override Task UnsubscribeAsync()
        {
            provider.Unsubscribe(subscription);
            return Task.CompletedTask;
        }

        public override Task<StreamSubscriptionHandle<T>> ResumeAsync(
            IAsyncObserver<T> observer, StreamSequenceToken? token = null)
        {
            subscription.Handle(HandlerOf(observer));
            return Task.FromResult<StreamSubscriptionHandle<T>>(this);
        }

        public override bool Equals(StreamSubscriptionHandle<T>? other) => other?.HandleId == HandleId;
    }
}
