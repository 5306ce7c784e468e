namespace OmniSage.GrainInterfaces.Policies;

/// <summary>A grant that holds: what was asked once passes by it until it is used up, expires or is revoked.</summary>
[GenerateSerializer, Immutable, Alias("omnisage.grant")]
public sealed record Grant
{
    [Id(0)] public required Guid Id { get; init; }

    [Id(1)] public required GrantTerms Terms { get; init; }

    /// <summary>Who approved.</summary>
    [Id(2)] public required Guid By { get; init; }

    [Id(3)] public required long MadeUs { get; init; }

    /// <summary>From this moment on it lets nothing pass, in microseconds since 1970 (UTC).</summary>
    [Id(4)] public required long ExpiresUs { get; init; }

    [Id(5)] public int Uses { get; init; }

    public bool IsLive(DateTimeOffset now) =>
        Uses < Terms.UsesMax && (now - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond < ExpiresUs;
}
