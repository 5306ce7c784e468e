namespace OmniSage.GrainInterfaces.Models;

/// <summary>One model of a chain and how it has done since this process started.</summary>
[GenerateSerializer, Immutable, Alias("omnisage.model-status")]
public sealed record ModelStatus
{
    /// <summary>What people call its provider.</summary>
    [Id(0)] public required string Provider { get; init; }

    /// <summary>Its provider's name for it.</summary>
    [Id(1)] public required string Model { get; init; }

    [Id(2)] public required string Host { get; init; }

    /// <summary><c>unknown</c>, <c>healthy</c>, <c>failing</c>, <c>skipped</c> or <c>limited</c>.</summary>
    [Id(3)] public required string State { get; init; }

    [Id(4)] public required long Answers { get; init; }

    [Id(5)] public required long Failures { get; init; }

    /// <summary>Half of its last answers began within this.</summary>
    [Id(6)] public long? LatencyMs { get; init; }

    [Id(7)] public string? LastCode { get; init; }

    /// <summary>One sentence, without any key and without what the provider said.</summary>
    [Id(8)] public string? LastError { get; init; }

    [Id(9)] public long? LastErrorUs { get; init; }
}
