using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using OmniSage.Egress;
using OmniSage.Models.Providers;
using OmniSage.Models.Providers.Anthropic;
using OmniSage.Models.Providers.OpenAi;
using OmniSage.Models.Settings;
using OmniSage.Models.Telemetry;

namespace OmniSage.Models.Chains;

/// <summary>
/// Makes chains of settings, whoever's they are. Chains that ask the same model in the same way share its connections
/// and its health.
/// </summary>
public sealed class ChainBuilder(EgressClient egress, IOptions<ModelOptions> options, TimeProvider time) : IDisposable
{
    private const string OpenAi = "openai";
    private const string Anthropic = "anthropic";

    private readonly ConcurrentDictionary<Way, Lazy<ModelLink>> links = new();

    /// <param name="level">Valid settings.</param>
    /// <param name="isOperators">
    /// The operator of the install wrote them, so that their hosts may be private ones.
    /// </param>
    /// <param name="keyOf">Where the key of a link comes from; by default from its settings.</param>
    public IChatClient Build(LevelOptions level, bool isOperators, Func<LinkOptions, ModelKey>? keyOf = null) =>
        new ModelChain(
            [.. level.Chain.Select(link => Find(link, isOperators, keyOf?.Invoke(link)))], options.Value, time);

    public void Dispose()
    {
        foreach (var link in links.Values.Where(link => link.IsValueCreated)) link.Value.Client.Dispose();
    }

    private ModelLink Find(LinkOptions link, bool isOperators, ModelKey? key)
    {
        var way = Way.Of(link, isOperators, key);
        return links.GetOrAdd(way, _ => new(() => Make(link, isOperators, key))).Value;
    }

    private ModelLink Make(LinkOptions link, bool isOperators, ModelKey? key)
    {
        var address = EgressUrl.Parse(link.Url!);
        var isAnthropic = (link.Provider ?? (address.Host is "api.anthropic.com" ? Anthropic : OpenAi)) is Anthropic;
        var endpoint = egress.Open(AddressOf(address, isAnthropic), isOperators);
        var host = address.IsDefaultPort ? EgressUrl.HostOf(address) : $"{EgressUrl.HostOf(address)}:{address.Port}";
        var settings = new LinkSettings
        {
            Name = link.Name ?? host,
            Model = link.Model!,
            Key = key ?? (_ => ValueTask.FromResult(string.IsNullOrEmpty(link.Key) ? null : link.Key)),
            AnswerBytesMax = options.Value.AnswerBytesMax,
            FirstByteTimeMax = link.FirstByteTimeMax,
            IdleTimeMax = link.IdleTimeMax,
            Temperature = link.Temperature,
            OutputTokensMax = link.OutputTokensMax,
        };
        IChatClient client = isAnthropic
            ? new AnthropicModel(endpoint, settings)
            : new OpenAiModel(endpoint, settings);
        var names = isOperators ? new ModelNames(settings.Name, settings.Model) : ModelNames.OfOthers;
        return new(settings.Name, settings.Model, host, new MeasuredModel(client, names, time));
    }

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
        bool IsOperators,
        ModelKey? Key)
    {
        public static Way Of(LinkOptions link, bool isOperators, ModelKey? key) => new(
            link.Url,
            link.Key,
            link.Model,
            link.Provider,
            link.Name,
            link.Temperature,
            link.OutputTokensMax,
            (link.FirstByteTimeMax, link.IdleTimeMax),
            isOperators,
            key);

        /// <summary>A record would print the key.</summary>
        public override string ToString() => $"{Model} at {Name}";
    }
}
