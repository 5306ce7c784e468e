using OmniSage.GrainInterfaces.Journals;

namespace OmniSage.GrainInterfaces.Memory;

/// <summary>Has a fact kept. Repeating it with the same <see cref="Fact"/> changes nothing.</summary>
[GenerateSerializer, Immutable, Alias("omnisage.remember-fact")]
public sealed record RememberFact
{
    /// <summary>A fact's text, in UTF-8.</summary>
    public const int TextBytesMax = 2_000;

    public const int ImportanceMin = 1;

    /// <summary>Of facts that every turn of their scope is told.</summary>
    public const int ImportanceMax = 5;

    public const int ImportanceDefault = 3;

    /// <summary>Facts that one fact sums up.</summary>
    public const int MadeFromMax = 32;

    [Id(0)] public required Guid Fact { get; init; }

    /// <summary>The scope of the grain that is called.</summary>
    [Id(1)] public required MemoryScope Scope { get; init; }

    /// <summary>At most <see cref="TextBytesMax"/> bytes in UTF-8.</summary>
    [Id(2)] public required string Text { get; init; }

    [Id(3)] public required Guid By { get; init; }

    /// <summary>The workspace in which it is said, whose switch decides whether anything is kept.</summary>
    [Id(4)] public required Guid Workspace { get; init; }

    /// <summary>From 1 to 5.</summary>
    [Id(5)] public int Importance { get; init; } = ImportanceDefault;

    [Id(6)] public Labels Labels { get; init; } = Labels.Member;

    [Id(7)] public FactSource Source { get; init; } = FactSource.None;

    /// <summary>The fact that this one replaces; it is kept, found no more, and forgotten with this one.</summary>
    [Id(8)] public Guid? Supersedes { get; init; }

    /// <summary>Facts of the same scope that this one sums up: when one of them is forgotten, so is this.</summary>
    [Id(9)] public ImmutableArray<Guid> MadeFrom { get; init; } = [];

    /// <summary>From when on it is forgotten by itself, in microseconds since 1970 (UTC).</summary>
    [Id(10)] public long? ExpiresUs { get; init; }
}
