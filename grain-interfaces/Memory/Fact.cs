using OmniSage.GrainInterfaces.Journals;

namespace OmniSage.GrainInterfaces.Memory;

/// <summary>One fact as it is kept: a projection of its scope's journal.</summary>
[GenerateSerializer, Immutable, Alias("omnisage.fact")]
public sealed record Fact
{
    [Id(0)] public required Guid Id { get; init; }

    [Id(1)] public required MemoryScope Scope { get; init; }

    [Id(2)] public required string Text { get; init; }

    [Id(3)] public required int Importance { get; init; }

    /// <summary>With the event that keeps it as their one source.</summary>
    [Id(4)] public required Labels Labels { get; init; }

    /// <summary>Who had it kept.</summary>
    [Id(5)] public required Guid By { get; init; }

    [Id(6)] public required FactSource Source { get; init; }

    /// <summary>From when on it holds: when it was said, in microseconds since 1970 (UTC).</summary>
    [Id(7)] public required long ValidFromUs { get; init; }

    [Id(8)] public long? ExpiresUs { get; init; }

    /// <summary>The fact that it replaced.</summary>
    [Id(9)] public Guid? Supersedes { get; init; }

    /// <summary>The event that keeps it, in its scope's journal.</summary>
    [Id(10)] public required long Seq { get; init; }
}
