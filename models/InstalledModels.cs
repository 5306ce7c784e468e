using Microsoft.Extensions.Options;
using OmniSage.Models.Chains;
using OmniSage.Models.Offline;
using OmniSage.Models.Settings;

namespace OmniSage.Models;

/// <summary>
/// The models of the install's own settings, by level: what is used where no tenant, workspace or agent says otherwise.
/// A level without any has the built-in offline model.
/// </summary>
public sealed class InstalledModels
{
    private readonly Dictionary<string, IChatClient> levels;
    private readonly ModelInspector inspector;

    public InstalledModels(ChainBuilder chains, ModelInspector inspector, IOptions<ModelOptions> options)
    {
        this.inspector = inspector;
        levels = ModelLevels.All.ToDictionary(level => level, level => Chain(options.Value, level) is { } set
            ? chains.Build(set)
            : new OfflineModel());
    }

    /// <summary>Whom a level asks.</summary>
    public IChatClient Find(string level) => levels[level];

    public ImmutableArray<ModelLevel> List() =>
        [.. ModelLevels.All.Select(level => new ModelLevel(level, inspector.List(levels[level])))];

    /// <summary>Sends each model that any level has a tiny request, all at once.</summary>
    public Task<ImmutableArray<ModelTrial>> TestAsync(CancellationToken cancellation) =>
        inspector.TestAsync(levels.Values, cancellation);

    private static LevelOptions? Chain(ModelOptions options, string level) =>
        options.Levels.TryGetValue(level, out var own) ? own
        : options.Levels.TryGetValue(ModelLevels.Default, out var any) ? any
        : null;
}
