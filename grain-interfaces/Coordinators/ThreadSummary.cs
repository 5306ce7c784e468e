namespace OmniSage.GrainInterfaces.Coordinators;

/// <summary>One thread as lists show it: a projection of its journal.</summary>
[GenerateSerializer, Immutable, Alias("omnisage.thread-summary")]
public sealed record ThreadSummary
{
    [Id(0)] public required ThreadId Id { get; init; }

    [Id(1)] public required Guid Workspace { get; init; }

    [Id(2)] public required string Title { get; init; }

    [Id(3)] public required QueueMode Mode { get; init; }

    [Id(4)] public required Guid CreatedBy { get; init; }

    [Id(5)] public required long CreatedUs { get; init; }

    [Id(6)] public required long UpdatedUs { get; init; }

    /// <summary>Whose thread it is; null: the built-in agent's.</summary>
    [Id(7)] public Guid? Agent { get; init; }
}
