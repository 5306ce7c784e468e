namespace OmniSage.GrainInterfaces.Budgets;

/// <summary>What some model calls took together. What they are not told apart by is null.</summary>
public sealed record UsageSum
{
    public string? Day { get; init; }

    public Guid? Workspace { get; init; }

    public Guid? User { get; init; }

    public Guid? Agent { get; init; }

    public string? Level { get; init; }

    public string? Provider { get; init; }

    public string? Model { get; init; }

    /// <summary>Failed ones included.</summary>
    public required long Calls { get; init; }

    public required long Failures { get; init; }

    /// <summary>Calls whose tokens nobody reported: they count as the most that they can have been.</summary>
    public required long Estimates { get; init; }

    /// <summary>Calls of models without a price: they count as free.</summary>
    public required long Unpriced { get; init; }

    public required long InputTokens { get; init; }

    /// <summary>Those of them that the provider had kept.</summary>
    public required long CachedTokens { get; init; }

    public required long OutputTokens { get; init; }

    /// <summary>In millionths of the currency.</summary>
    public required long Cost { get; init; }
}
