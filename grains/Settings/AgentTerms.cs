namespace OmniSage.Grains.Settings;

/// <summary>An agent as a workspace's settings describe it.</summary>
internal sealed record AgentTerms
{
    /// <summary>What people call it; null: its slug, and <c>OmniSage</c> for the built-in one.</summary>
    public string? Name { get; init; }

    /// <summary>What its coordinator is told beside what every coordinator is.</summary>
    public string Instructions { get; init; } = "";

    /// <summary>What it and its tasks may call, none for nothing; null: whatever there is.</summary>
    public ImmutableArray<string>? Tools { get; init; }

    public LevelChains Models { get; init; } = LevelChains.None;

    /// <summary>An agent of which the settings say nothing.</summary>
    public static AgentTerms Plain { get; } = new();

    /// <summary>One that the settings name no more may do nothing but talk.</summary>
    public static AgentTerms Removed { get; } = new() { Tools = ImmutableArray<string>.Empty };
}
