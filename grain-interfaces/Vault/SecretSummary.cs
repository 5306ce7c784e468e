namespace OmniSage.GrainInterfaces.Vault;

/// <summary>A secret as people see it: everything but its value.</summary>
[GenerateSerializer, Immutable, Alias("omnisage.secret-summary")]
public sealed record SecretSummary
{
    [Id(0)] public required string Name { get; init; }

    /// <summary>From 1; each new value is the next.</summary>
    [Id(1)] public required int Version { get; init; }

    [Id(2)] public required ImmutableArray<string> Hosts { get; init; }

    /// <summary>Who set this value.</summary>
    [Id(3)] public required Guid By { get; init; }

    /// <summary>When, in microseconds since 1970 (UTC).</summary>
    [Id(4)] public required long SetUs { get; init; }

    /// <summary>When a value of it was last taken out; null: never.</summary>
    [Id(5)] public long? UsedUs { get; init; }
}
