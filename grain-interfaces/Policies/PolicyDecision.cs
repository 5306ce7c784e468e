namespace OmniSage.GrainInterfaces.Policies;

/// <summary>What policy says of one call, by which rule and why.</summary>
[GenerateSerializer, Immutable, Alias("omnisage.policy-decision")]
public sealed record PolicyDecision
{
    [Id(0)] public required PolicyVerdict Verdict { get; init; }

    /// <summary>The name of the rule that decides; ground rules begin with <c>ground:</c>, grants with
    /// <c>grant:</c>.</summary>
    [Id(1)] public required string Rule { get; init; }

    /// <summary>For people and for the model.</summary>
    [Id(2)] public required string Why { get; init; }

    /// <summary>Whom to ask; also set where a grant lets the call pass, in case that the grant is used up.</summary>
    [Id(3)] public PolicyAsk? Ask { get; init; }

    /// <summary>
    /// The grant that lets the call pass. It counts only once <c>UseGrantAsync</c> has answered
    /// <see cref="GrantUse.Used"/>; otherwise <see cref="WithoutGrant"/> holds.
    /// </summary>
    [Id(4)] public Guid? Grant { get; init; }

    /// <summary>The grant that approving this call makes; null when it is asked each time.</summary>
    [Id(5)] public GrantTerms? Offer { get; init; }

    /// <summary>The same decision had there been no grant.</summary>
    public PolicyDecision WithoutGrant() => Grant is null
        ? this
        : this with { Verdict = PolicyVerdict.Ask, Grant = null };
}
