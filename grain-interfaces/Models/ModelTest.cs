namespace OmniSage.GrainInterfaces.Models;

/// <summary>What came of a tiny request to one model.</summary>
[GenerateSerializer, Immutable, Alias("omnisage.model-test")]
public sealed record ModelTest
{
    [Id(0)] public required string Provider { get; init; }

    [Id(1)] public required string Model { get; init; }

    [Id(2)] public required long LatencyMs { get; init; }

    [Id(3)] public required long InputTokens { get; init; }

    [Id(4)] public required long OutputTokens { get; init; }

    /// <summary>Null when it answered.</summary>
    [Id(5)] public string? Code { get; init; }

    [Id(6)] public string? Error { get; init; }
}
