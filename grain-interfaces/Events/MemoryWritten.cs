using OmniSage.GrainInterfaces.Memory;

namespace OmniSage.GrainInterfaces.Events;

/// <summary><c>memory.written</c>, in a scope's journal: a fact is kept. Its text is nowhere else in the log.</summary>
public sealed record MemoryWritten : EventPayload
{
    public required Guid Fact { get; init; }

    /// <summary>This event's own position, by which it can be erased.</summary>
    public required long Seq { get; init; }

    public required MemoryScope Scope { get; init; }

    public required string Text { get; init; }

    public required Guid By { get; init; }

    public required int Importance { get; init; }

    public required FactSource Source { get; init; }

    public Guid? Supersedes { get; init; }

    public ImmutableArray<Guid> MadeFrom { get; init; } = [];

    public long? ExpiresUs { get; init; }
}
