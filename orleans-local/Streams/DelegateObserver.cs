using Orleans.Streams;

namespace OmniSage.OrleansLocal;

/// <summary>A handler given as a delegate.</summary>
internal sealed class DelegateObserver<T>(Func<T, StreamSequenceToken?, Task> onNext) : IAsyncObserver<T>
{
    public Task OnNextAsync(T item, StreamSequenceToken? token = null) => onNext(item, token);

    public Task OnErrorAsync(Exception ex) => Task.CompletedTask;
}

/// <summary>Takes one item of whatever type the stream has.</summary>
internal delegate Task StreamHandler(object? item, StreamSequenceToken position);
