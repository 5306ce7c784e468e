namespace OmniSage.GrainInterfaces.Journals;

/// <summary>
/// One event as it is in the log. <see cref="Header"/> and <see cref="Payload"/> are the exact UTF-8 JSON bytes that
/// were hashed; the other members are copies of the header's, for reading without parsing.
/// </summary>
[GenerateSerializer, Immutable, Alias("omnisage.stored-event")]
public sealed record StoredEvent
{
    /// <summary>The event's own id, unique in the install; what labels name as a source.</summary>
    [Id(0)] public required Guid Id { get; init; }

    [Id(1)] public required JournalId Journal { get; init; }

    /// <summary>Position in the journal, from 1, without gaps.</summary>
    [Id(2)] public required long Seq { get; init; }

    /// <summary>Such as <c>run.started</c>; the list is in DECISIONS.md.</summary>
    [Id(3)] public required string Type { get; init; }

    /// <summary>The version of the payload's form, from 1.</summary>
    [Id(4)] public required int Schema { get; init; }

    /// <summary>When it was written, in microseconds since 1970 (UTC).</summary>
    [Id(5)] public required long AtUs { get; init; }

    [Id(6)] public Guid? Workspace { get; init; }

    /// <summary>The thread it belongs to, so that a thread can be read with all its runs and tasks.</summary>
    [Id(7)] public Guid? Thread { get; init; }

    /// <summary>Who caused it: an account's id, or <c>system</c>.</summary>
    [Id(8)] public required string Actor { get; init; }

    [Id(9)] public required Labels Labels { get; init; }

    [Id(10)] public required ReadOnlyMemory<byte> Header { get; init; }

    /// <summary>Empty when the payload was erased; the chain still verifies.</summary>
    [Id(11)] public required ReadOnlyMemory<byte> Payload { get; init; }
}
