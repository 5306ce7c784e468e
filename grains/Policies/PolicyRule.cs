namespace OmniSage.Grains.Policies;

/// <summary>One rule of a policy document.</summary>
internal sealed record PolicyRule
{
    /// <summary>Unique in its document.</summary>
    public required string Name { get; init; }

    public required PolicyCondition When { get; init; }

    public required PolicyStrictness Then { get; init; }

    public string? Why { get; init; }

    /// <summary>Whom to ask; null: the document's approvers.</summary>
    public ImmutableArray<string>? Of { get; init; }

    /// <summary>How often a grant from this rule can be used.</summary>
    public int UsesMax { get; init; } = PolicyBounds.UsesDefault;

    /// <summary>How many days a grant from this rule holds.</summary>
    public int Days { get; init; } = PolicyBounds.DaysDefault;
}
