using Microsoft.Extensions.Options;
using OmniSage.Models.Chains;
using OmniSage.Models.Settings;

namespace OmniSage.Models;

/// <summary>Tells of chains which models they have and how these have done, and tries them.</summary>
public sealed class ModelInspector(IOptions<ModelOptions> options, TimeProvider time)
{
    /// <summary>Enough for a model that thinks before it says one word.</summary>
    private const int TrialTokensMax = 256;

    private static readonly ChatMessage Trial = new(ChatRole.User, "Answer with the one word OK.");
    private static readonly ModelEntry Offline = new("offline", "offline", "built in", new()
    {
        State = ModelState.Healthy,
        Answers = 0,
        Failures = 0,
        LatencyMs = null,
        LastCode = null,
        LastError = null,
        LastErrorAt = null,
    });

    /// <summary>The models of a chain, in their order; the built-in one where it is none.</summary>
    public ImmutableArray<ModelEntry> List(IChatClient client)
    {
        var now = time.GetUtcNow();
        return client is ModelChain chain
            ? [.. chain.Links.Select(link => new ModelEntry(
                link.Provider, link.Model, link.Host, link.Health.Read(now)))]
            : [Offline];
    }

    /// <summary>Sends each model of these chains a tiny request, once and all at once.</summary>
    public async Task<ImmutableArray<ModelTrial>> TestAsync(
        IEnumerable<IChatClient> clients, CancellationToken cancellation)
    {
        var links = clients.OfType<ModelChain>().SelectMany(chain => chain.Links).Distinct();
        return [.. await Task.WhenAll(links.Select(link => TryAsync(link, cancellation)))];
    }

    private async Task<ModelTrial> TryAsync(ModelLink link, CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        var attempt = new ChainAttempt(link, options.Value, time);
        UsageDetails used = new();
        var asked = new ChatOptions { MaxOutputTokens = TrialTokensMax };
        await foreach (var update in attempt.AskAsync([Trial], asked, cancellation))
            used = update.Contents.OfType<UsageContent>().LastOrDefault()?.Details ?? used;
        return new(
            link.Provider,
            link.Model,
            (long)time.GetElapsedTime(began).TotalMilliseconds,
            used.InputTokenCount ?? 0,
            used.OutputTokenCount ?? 0,
            attempt.Fault?.Code,
            attempt.Fault?.Message);
    }
}
