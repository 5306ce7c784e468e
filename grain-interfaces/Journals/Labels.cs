namespace OmniSage.GrainInterfaces.Journals;

/// <summary>
/// What is known of where a value comes from. Every message, tool result and event carries labels, and whatever is
/// made from several values carries their join: lowest trust, highest sensitivity, all sources.
/// </summary>
[GenerateSerializer, Immutable, Alias("omnisage.labels")]
public sealed record Labels
{
    /// <summary>More sources than this are not listed one by one; <see cref="Overflow"/> says so.</summary>
    public const int SourcesMax = 32;

    public static Labels System { get; } = new() { Trust = Trust.System, Sensitivity = Sensitivity.Internal };

    public static Labels Member { get; } = new() { Trust = Trust.Member, Sensitivity = Sensitivity.Internal };

    public static Labels Tool { get; } = new() { Trust = Trust.Tool, Sensitivity = Sensitivity.Internal };

    [Id(0)] public Trust Trust { get; init; }

    [Id(1)] public Sensitivity Sensitivity { get; init; }

    /// <summary>Ids of the events that the value came from, at most <see cref="SourcesMax"/>.</summary>
    [Id(2)] public ImmutableArray<Guid> Sources { get; init; } = [];

    /// <summary>There were more sources than are listed.</summary>
    [Id(3)] public bool Overflow { get; init; }

    public Labels Join(Labels other)
    {
        // In one order, so that it makes no difference who joins whom, nor which are listed when there are too many.
        var sources = Sources.Union(other.Sources).Order().ToImmutableArray();
        return new()
        {
            Trust = Trust < other.Trust ? Trust : other.Trust,
            Sensitivity = Sensitivity > other.Sensitivity ? Sensitivity : other.Sensitivity,
            Sources = sources.Length <= SourcesMax ? sources : sources[..SourcesMax],
            Overflow = Overflow || other.Overflow || sources.Length > SourcesMax,
        };
    }

    /// <summary>These labels for what also came from this event.</summary>
    public Labels From(Guid source) => Join(this with { Sources = [source], Overflow = false });

    public bool Equals(Labels? other) => other is not null
        && (Trust, Sensitivity, Overflow) == (other.Trust, other.Sensitivity, other.Overflow)
        && Sources.SequenceEqual(other.Sources);

    public override int GetHashCode() => HashCode.Combine(Trust, Sensitivity, Overflow, Sources.Length);
}
