using OmniSage.GrainInterfaces.Executors;
using OmniSage.GrainInterfaces.Questions;

namespace OmniSage.GrainInterfaces.Coordinators;

/// <summary>What is under way in a thread.</summary>
[GenerateSerializer, Immutable, Alias("omnisage.thread-status")]
public sealed record ThreadStatus
{
    [Id(0)] public required QueueMode Mode { get; init; }

    /// <summary>The turn that runs, if one does.</summary>
    [Id(1)] public Guid? Turn { get; init; }

    /// <summary>Turns that wait for it.</summary>
    [Id(2)] public required ImmutableArray<Guid> Queued { get; init; }

    /// <summary>The tasks that run or wait, and the last ones that ended.</summary>
    [Id(3)] public required ImmutableArray<TaskEntry> Tasks { get; init; }

    /// <summary>Facts that are said here are kept when somebody wants them to be.</summary>
    [Id(4)] public bool KeepsFacts { get; init; } = true;

    /// <summary>What tasks wait to have answered.</summary>
    [Id(5)] public ImmutableArray<OpenQuestion> Questions { get; init; } = [];
}
