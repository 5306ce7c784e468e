using OmniSage.GrainInterfaces.Journals;

namespace OmniSage.GrainInterfaces.Executors;

/// <summary>What a task brought.</summary>
[GenerateSerializer, Immutable, Alias("omnisage.task-result")]
public sealed record TaskResult
{
    [Id(0)] public required TaskEnd End { get; init; }

    /// <summary>
    /// What the executor says, for the coordinator to build its answer on; bounded by the task's limits.
    /// </summary>
    [Id(1)] public required string Summary { get; init; }

    /// <summary>How far the summary is to be trusted; none in results written before it was kept.</summary>
    [Id(2)] public Labels? Labels { get; init; }
}
