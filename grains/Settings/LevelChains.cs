using OmniSage.Models;

namespace OmniSage.Grains.Settings;

/// <summary>The chains that one place of the settings has, by level.</summary>
internal sealed class LevelChains(ImmutableSortedDictionary<string, ImmutableArray<ModelTerms>> chains)
{
    public static LevelChains None { get; } = new(
        ImmutableSortedDictionary.Create<string, ImmutableArray<ModelTerms>>(StringComparer.Ordinal));

    /// <summary>The level's own chain, else the one for every level; empty where nothing is said of it.</summary>
    public ImmutableArray<ModelTerms> Find(string level) => chains.TryGetValue(level, out var own) ? own
        : chains.TryGetValue(ModelLevels.Default, out var any) ? any
        : [];
}
