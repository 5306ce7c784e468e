using OmniSage.Grains.Budgets;

namespace OmniSage.Grains.Settings;

/// <summary>
/// The settings of a tenant or a workspace as they were read from their text. A section is a member here and a line in
/// <see cref="SettingsReader"/>.
/// </summary>
internal sealed record SettingsDocument
{
    public LevelChains Models { get; init; } = LevelChains.None;

    /// <summary>By slug; the built-in agent is there only where something is said of it.</summary>
    public ImmutableSortedDictionary<string, AgentTerms> Agents { get; init; } =
        ImmutableSortedDictionary.Create<string, AgentTerms>(StringComparer.Ordinal);

    public BudgetDocument Budgets { get; init; } = BudgetDocument.Empty;

    /// <summary>A stored text that this program reads no more: no model is asked by what it does not say.</summary>
    public bool IsUnreadable { get; init; }

    public static SettingsDocument Empty { get; } = new();

    public static SettingsDocument Unreadable { get; } = new() { IsUnreadable = true };
}
