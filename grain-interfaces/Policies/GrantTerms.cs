namespace OmniSage.GrainInterfaces.Policies;

/// <summary>
/// What a grant lets pass without asking: calls of exactly this tool and version, for this caller and agent, whose
/// hosts and arguments are all within the bounds, so often and for so long.
/// </summary>
[GenerateSerializer, Immutable, Alias("omnisage.grant-terms")]
public sealed record GrantTerms
{
    public const int UsesMost = 100;
    public const int DaysMost = 90;
    public const int BoundsMax = 32;
    public const int BoundCharsMax = 1_000;

    [Id(0)] public required string Tool { get; init; }

    [Id(1)] public required int Version { get; init; }

    /// <summary>The account whose runs it is for; null: the silo's own.</summary>
    [Id(2)] public Guid? Account { get; init; }

    [Id(3)] public required string Agent { get; init; }

    /// <summary>Hosts that may be read, exactly. A call that names another host is outside of the grant.</summary>
    [Id(4)] public ImmutableArray<string> Hosts { get; init; } = [];

    /// <summary>
    /// All arguments that the call must have. Null when any will do, because the hosts are the bound.
    /// </summary>
    [Id(5)] public ImmutableArray<GrantArgument>? Arguments { get; init; }

    /// <summary>How often it can be used, from 1 to <see cref="UsesMost"/>.</summary>
    [Id(6)] public required int UsesMax { get; init; }

    /// <summary>How long it holds from when it is made, from 1 to <see cref="DaysMost"/> days.</summary>
    [Id(7)] public required int Days { get; init; }

    public bool Equals(GrantTerms? other) => other is not null
        && (Tool, Version, Account, Agent, UsesMax, Days)
            == (other.Tool, other.Version, other.Account, other.Agent, other.UsesMax, other.Days)
        && Hosts.SequenceEqual(other.Hosts)
        && Arguments.HasValue == other.Arguments.HasValue
        && (Arguments ?? []).SequenceEqual(other.Arguments ?? []);

    public override int GetHashCode() => HashCode.Combine(Tool, Version, Account, Agent, UsesMax, Days);
}
