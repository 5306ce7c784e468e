using OmniSage.GrainInterfaces.Journals;

namespace OmniSage.GrainInterfaces.Memory;

/// <summary>Where a fact was said: an event of the log and its places. Empty for a fact that was typed in.</summary>
[GenerateSerializer, Immutable, Alias("omnisage.fact-source")]
public sealed record FactSource
{
    public static FactSource None { get; } = new();

    /// <summary>The journal that holds the event, with <see cref="Seq"/> and <see cref="Event"/>.</summary>
    [Id(0)] public JournalKind? JournalKind { get; init; }

    [Id(1)] public Guid? Journal { get; init; }

    [Id(2)] public long? Seq { get; init; }

    [Id(3)] public Guid? Event { get; init; }

    [Id(4)] public Guid? Thread { get; init; }

    [Id(5)] public Guid? Run { get; init; }

    [Id(6)] public Guid? Message { get; init; }
}
