using Microsoft.Extensions.Options;
using OmniSage.Models.Chains;
using OmniSage.Models.Offline;
using OmniSage.Models.Settings;
using OmniSage.Models.Telemetry;

namespace OmniSage.Models;

/// <summary>
/// The models of the install's own settings, by level: what is used where no tenant, workspace or agent says otherwise.
/// A level without any has the built-in offline model.
/// </summary>
public sealed class InstalledModels
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

    private readonly Dictionary<string, IChatClient> levels;
    private readonly ModelOptions options;
    private readonly TimeProvider time;

    public InstalledModels(ChainBuilder chains, IOptions<ModelOptions> options, TimeProvider time)
    {
        (this.options, this.time) = (options.Value, time);
        levels = ModelLevels.All.ToDictionary(level => level, level => Chain(level) is { } set
            ? chains.Build(set, isOperators: true)
            : new MeasuredModel(new OfflineModel(), ModelNames.BuiltIn, time));
    }

    /// <summary>Whom a level asks.</summary>
    public IChatClient Find(string level) => levels[level];

    public ImmutableArray<ModelLevel> List()
    {
        var now = time.GetUtcNow();
        return
        [
            .. ModelLevels.All.Select(level => new ModelLevel(level, levels[level] is ModelChain chain
                ? [.. chain.Links.Select(link => new ModelEntry(
                    link.Provider, link.Model, link.Host, link.Health.Read(now)))]
                : [Offline])),
        ];
    }

    /// <summary>Sends each model that any level has a tiny request, all at once.</summary>
    public async Task<ImmutableArray<ModelTrial>> TestAsync(CancellationToken cancellation)
    {
        var links = levels.Values.OfType<ModelChain>().SelectMany(chain => chain.Links).Distinct();
        return [.. await Task.WhenAll(links.Select(link => TryAsync(link, cancellation)))];
    }

    private LevelOptions? Chain(string level) => options.Levels.TryGetValue(level, out var own) ? own
        : options.Levels.TryGetValue(ModelLevels.Default, out var any) ? any
        : null;

    private async Task<ModelTrial> TryAsync(ModelLink link, CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        var attempt = new ChainAttempt(link, options, time);
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
