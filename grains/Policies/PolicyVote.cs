using OmniSage.GrainInterfaces.Policies;

namespace OmniSage.Grains.Policies;

/// <summary>What one rule says of one call.</summary>
internal readonly record struct PolicyVote(string Rule, PolicyStrictness Says, string Why)
{
    /// <summary>Whom to ask, where the rule says so.</summary>
    public ImmutableArray<string>? Of { get; init; }

    public int UsesMax { get; init; } = PolicyBounds.UsesDefault;

    public int Days { get; init; } = PolicyBounds.DaysDefault;

    public bool IsGround { get; init; }

    /// <summary>A ground rule that does not count, because a rule of the document says otherwise.</summary>
    public bool IsLifted { get; init; }

    public PolicyFinding ToFinding() => new(
        Rule,
        Says switch
        {
            PolicyStrictness.Allow => PolicyVerdict.Allow,
            PolicyStrictness.AskOnce or PolicyStrictness.AskEach => PolicyVerdict.Ask,
            PolicyStrictness.Deny => PolicyVerdict.Deny,
        },
        Says switch
        {
            PolicyStrictness.AskOnce => AskMode.Once,
            PolicyStrictness.AskEach => AskMode.Each,
            PolicyStrictness.Allow or PolicyStrictness.Deny => null,
        },
        Why,
        IsLifted);
}
