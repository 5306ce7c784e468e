namespace OmniSage.GrainInterfaces.Runs;

/// <summary>One run as lists show it: a projection of its journal.</summary>
[GenerateSerializer, Immutable, Alias("omnisage.run-summary")]
public sealed record RunSummary
{
    [Id(0)] public required RunId Id { get; init; }

    [Id(1)] public required Guid Workspace { get; init; }

    [Id(2)] public required Guid Thread { get; init; }

    /// <summary>The run that caused this one; none for a turn that a message started.</summary>
    [Id(3)] public Guid? Parent { get; init; }

    [Id(4)] public required RunKind Kind { get; init; }

    [Id(5)] public required RunStatus Status { get; init; }

    /// <summary>One line without control characters, at most <see cref="TitleCharsMax"/> characters.</summary>
    [Id(6)] public required string Title { get; init; }

    /// <summary>The task whose executor writes this run; none where the thread's coordinator does.</summary>
    [Id(7)] public Guid? Task { get; init; }

    [Id(8)] public required long CreatedUs { get; init; }

    [Id(9)] public required long UpdatedUs { get; init; }

    [Id(10)] public long? EndedUs { get; init; }

    /// <summary>
    /// The position in the thread's journal at which the thread knew that this run had ended. A reader of the thread
    /// who is past it has seen all of the run.
    /// </summary>
    [Id(11)] public long? ClosedSeq { get; init; }

    /// <summary>The agent whose thread it is in; null: the built-in one.</summary>
    [Id(12)] public Guid? Agent { get; init; }

    public const int TitleCharsMax = 200;
}
