namespace OmniSage.GrainInterfaces.Coordinators;

[GenerateSerializer, Immutable, Alias("omnisage.open-thread")]
public sealed record OpenThread
{
    [Id(0)] public required Guid Workspace { get; init; }

    [Id(1)] public required Guid By { get; init; }

    /// <summary>
    /// One line, at most <see cref="Runs.RunSummary.TitleCharsMax"/> characters; empty: the first message's.
    /// </summary>
    [Id(2)] public required string Title { get; init; }

    [Id(3)] public required QueueMode Mode { get; init; }

    /// <summary>Whose thread it is to be; null: the built-in agent's.</summary>
    [Id(4)] public Guid? Agent { get; init; }
}
