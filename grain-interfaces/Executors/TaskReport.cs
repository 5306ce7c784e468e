using OmniSage.GrainInterfaces.Journals;

namespace OmniSage.GrainInterfaces.Executors;

/// <summary>A finished task as the turn that follows it gets to know it.</summary>
[GenerateSerializer, Immutable, Alias("omnisage.task-report")]
public sealed record TaskReport(
    [property: Id(0)] Guid Task,
    [property: Id(1)] int Number,
    [property: Id(2)] string Goal,
    [property: Id(3)] TaskEnd End,
    [property: Id(4)] string Summary)
{
    /// <summary>How far the summary is to be trusted; none in reports written before it was kept.</summary>
    [Id(5)] public Labels? Labels { get; init; }
}
