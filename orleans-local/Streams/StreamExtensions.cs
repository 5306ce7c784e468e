using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OmniSage.OrleansLocal;
using Orleans.Streams;

namespace Orleans
{
    public static class GrainStreamingExtensions
    {
        public static IStreamProvider GetStreamProvider(this IGrainBase grain, string name) =>
            grain.GrainContext.ActivationServices.GetRequiredKeyedService<IStreamProvider>(name);
    }

    public static class ClientStreamingExtensions
    {
        public static IStreamProvider GetStreamProvider(this IClusterClient client, string name) =>
            client.ServiceProvider.GetRequiredKeyedService<IStreamProvider>(name);
    }
}

namespace Orleans.Hosting
{
    public static class SiloBuilderMemoryStreamExtensions
    {
        /// <summary>
        /// Streams in memory: delivered at once, in order per producer, dropped for a subscriber that is too slow.
        /// </summary>
        public static ISiloBuilder AddMemoryStreams(this ISiloBuilder builder, string name)
        {
            builder.Services.TryAddKeyedSingleton<IStreamProvider>(
                name, (services, _) => new MemoryStreams(services.GetRequiredService<Silo>(), name));
            return builder;
        }
    }
}

namespace Orleans.Streams
{
    public static class AsyncObservableExtensions
    {
        public static Task<StreamSubscriptionHandle<T>> SubscribeAsync<T>(
            this IAsyncObservable<T> obs, Func<T, StreamSequenceToken?, Task> onNextAsync) =>
            obs.SubscribeAsync(new DelegateObserver<T>(onNextAsync));
    }

    public static class StreamSubscriptionHandleExtensions
    {
        public static Task<StreamSubscriptionHandle<T>> ResumeAsync<T>(
            this StreamSubscriptionHandle<T> handle, Func<T, StreamSequenceToken?, Task> onNextAsync,
            StreamSequenceToken? token = null) =>
            handle.ResumeAsync(new DelegateObserver<T>(onNextAsync), token);
    }
}
