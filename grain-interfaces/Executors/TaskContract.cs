using OmniSage.GrainInterfaces.Journals;
using OmniSage.GrainInterfaces.Runs;

namespace OmniSage.GrainInterfaces.Executors;

/// <summary>
/// What a coordinator asks of an executor: the goal, what it may use, its limits, and when it is done.
/// </summary>
[GenerateSerializer, Immutable, Alias("omnisage.task-contract")]
public sealed record TaskContract
{
    [Id(0)] public required Guid Task { get; init; }

    /// <summary>The run that the executor writes; it has the id of the task.</summary>
    [Id(1)] public required Guid Run { get; init; }

    [Id(2)] public required Guid Thread { get; init; }

    /// <summary>The turn that delegates.</summary>
    [Id(3)] public required Guid Turn { get; init; }

    [Id(4)] public required Guid Workspace { get; init; }

    /// <summary>The account on whose behalf the work is done.</summary>
    [Id(5)] public required Guid By { get; init; }

    /// <summary>One line for people.</summary>
    [Id(6)] public required string Title { get; init; }

    [Id(7)] public required string Goal { get; init; }

    /// <summary>
    /// Shell commands that must exit with 0 in the task's workspace before the task counts as verified.
    /// </summary>
    [Id(8)] public required ImmutableArray<string> Checks { get; init; }

    /// <summary>Ids of the tools that it may call.</summary>
    [Id(9)] public required ImmutableArray<string> Tools { get; init; }

    [Id(10)] public required TaskLimits Limits { get; init; }

    [Id(11)] public required Priority Priority { get; init; }

    [Id(12)] public required Labels Labels { get; init; }

    /// <summary>The agent that delegates, and whose work it is; null: the built-in one.</summary>
    [Id(13)] public Guid? Agent { get; init; }
}
