namespace OmniSage.GrainInterfaces.Executors;

/// <summary>A row of a thread's task table.</summary>
[GenerateSerializer, Immutable, Alias("omnisage.task-entry")]
public sealed record TaskEntry
{
    [Id(0)] public required Guid Task { get; init; }

    [Id(1)] public required Guid Run { get; init; }

    /// <summary>The turn that delegated it.</summary>
    [Id(2)] public required Guid Turn { get; init; }

    /// <summary>What people call it in the thread: 1, 2, 3 …</summary>
    [Id(3)] public required int Number { get; init; }

    [Id(4)] public required string Title { get; init; }

    /// <summary>Null while it runs or waits.</summary>
    [Id(5)] public TaskEnd? End { get; init; }

    [Id(6)] public required long CreatedUs { get; init; }
}
