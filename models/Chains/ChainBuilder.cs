using Microsoft.Extensions.Options;
using OmniSage.Egress;
using OmniSage.Models.Providers;
using OmniSage.Models.Providers.Anthropic;
using OmniSage.Models.Providers.OpenAi;
using OmniSage.Models.Settings;

namespace OmniSage.Models.Chains;

/// <summary>
/// Makes chains of settings, whoever's they are. Chains that ask the same model in the same way share its connections
/// and its health.
/// </summary>
public sealed class ChainBuilder(EgressClient egress, IOptions<ModelOptions> options, TimeProvider time) : IDisposable
{
    private const string OpenAi = "openai";
    private const string Anthropic = "anthropic";

    private readonly LinkShelf<Way> links = new(time);

    /// <summary>Links that are kept at the moment.</summary>
    internal int Links => links.Count;

    /// <param name="level">Valid settings.</param>
    /// <param name="keys">
    /// Whose they are, and where the keys come from; null: the operator of the install wrote them, with their keys, so
    /// that their hosts may be private ones.
    /// </param>
    public IChatClient Build(LevelOptions level, ChainKeys? keys = null) =>
        new ModelChain([.. level.Chain.Select(link => Find(link, keys))], options.Value, time);

    public void Dispose() => links.Dispose();

    private ModelLink Find(LinkOptions link, ChainKeys? keys) =>
        links.Find(Way.Of(link, keys), isKept: keys is null, () => Make(link, keys));

    private ModelLink Make(LinkOptions link, ChainKeys? keys)
    {
        var address = EgressUrl.Parse(link.Url!);
        var isAnthropic = (link.Provider ?? (address.Host is "api.anthropic.com" ? Anthropic : OpenAi)) is Anthropic;
        var endpoint = egress.Open(AddressOf(address, isAnthropic), isOperators: keys is null);
        var host = address.IsDefaultPort ? EgressUrl.HostOf(address) : $"{EgressUrl.HostOf(address)}:{address.Port}";
        var settings = new LinkSettings
        {
            Name = link.Name ?? host,
            Model = link.Model!,
            Key = keys is null ? KeyIn(link) : keys.KeyOf(link) ?? NoKey,
            AnswerBytesMax = options.Value.AnswerBytesMax,
            FirstByteTimeMax = link.FirstByteTimeMax,
            IdleTimeMax = link.IdleTimeMax,
            Temperature = link.Temperature,
            OutputTokensMax = link.OutputTokensMax,
        };
        IChatClient client = isAnthropic
            ? new AnthropicModel(endpoint, settings)
            : new OpenAiModel(endpoint, settings);
        return new(settings.Name, settings.Model, host, client);
    }

    private static ModelKey KeyIn(LinkOptions link) =>
        _ => ValueTask.FromResult(string.IsNullOrEmpty(link.Key) ? null : link.Key);

    private static ValueTask<string?> NoKey(CancellationToken cancellation) => ValueTask.FromResult<string?>(null);

    /// <summary>
    /// Where requests go: people give the address that their provider shows, with the version in it or without, or
    /// the whole one.
    /// </summary>
    internal static string AddressOf(Uri address, bool isAnthropic)
    {
        var last = isAnthropic ? "messages" : "chat/completions";
        var path = address.AbsolutePath.TrimEnd('/');
        if (!path.EndsWith($"/{last}", StringComparison.Ordinal)) path = $"{(path.Length == 0 ? "/v1" : path)}/{last}";
        return new UriBuilder(address) { Path = path }.Uri.AbsoluteUri;
    }

    /// <summary>All that makes one way of asking a model differ from another.</summary>
    private sealed record Way(
        string? Url,
        string? Secret,
        string? Model,
        string? Provider,
        string? Name,
        double? Temperature,
        int? Tokens,
        (TimeSpan First, TimeSpan Idle) Times,
        object? Owner)
    {
        public static Way Of(LinkOptions link, ChainKeys? keys) => new(
            link.Url,
            link.Key,
            link.Model,
            link.Provider,
            link.Name,
            link.Temperature,
            link.OutputTokensMax,
            (link.FirstByteTimeMax, link.IdleTimeMax),
            keys?.Owner);

        /// <summary>A record would print the key.</summary>
        public override string ToString() => $"{Model} at {Name}";
    }
}
