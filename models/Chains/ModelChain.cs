using System.Runtime.CompilerServices;
using OmniSage.Models.Settings;
using OmniSage.Models.Telemetry;

namespace OmniSage.Models.Chains;

/// <summary>
/// Asks the models of a chain in their order until one answers whole. Where one fails after it has said something, the
/// next begins anew: <see cref="TryStarted"/> in the stream says so, and <see cref="TryFailed"/> why. Each is asked
/// once, and once more after the time for which its provider asked to be left alone, if that is short.
/// </summary>
internal sealed class ModelChain(ImmutableArray<ModelLink> links, ModelOptions bounds, TimeProvider time) : IChatClient
{
    public ImmutableArray<ModelLink> Links => links;

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var asked = messages as IReadOnlyCollection<ChatMessage> ?? [.. messages];
        var order = new ChainOrder(links, bounds.RetryAfterMax, time);
        foreach (var (link, fault) in order.Skipped) yield return Of(new TryFailed(link.Provider, link.Model, fault));
        ModelLink? failed = null;
        while (order.Next() is { } next)
        {
            if (failed is not null && failed != next.Link) ModelMeter.TookOver();
            if (next.Wait > TimeSpan.Zero) await Task.Delay(next.Wait, time, cancellationToken);
            yield return Of(new TryStarted(next.Link.Provider, next.Link.Model));
            var attempt = new ChainAttempt(next.Link, bounds, time);
            await foreach (var update in attempt.AskAsync(asked, options, cancellationToken)) yield return update;
            if (attempt.Fault is not { } fault) yield break;
            yield return Of(new TryFailed(next.Link.Provider, next.Link.Model, fault));
            if (!fault.MovesOn) throw fault;
            order.Failed(next.Link, fault);
            failed = next.Link;
        }

        throw order.End();
    }

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        // What came of a provider that failed is no part of the answer.
        var updates = new List<ChatResponseUpdate>();
        await foreach (var update in GetStreamingResponseAsync(messages, options, cancellationToken))
        {
            if (update.Contents.Any(content => content is TryStarted)) updates.Clear();
            else if (!update.Contents.Any(content => content is TryFailed)) updates.Add(update);
        }

        return updates.ToChatResponse();
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceType == typeof(ModelChain) ? this : links[0].Client.GetService(serviceType, serviceKey);

    public void Dispose()
    {
        foreach (var link in links) link.Client.Dispose();
    }

    private static ChatResponseUpdate Of(AIContent content) => new(ChatRole.Assistant, [content]);
}
