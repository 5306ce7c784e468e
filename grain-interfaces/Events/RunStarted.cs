using OmniSage.GrainInterfaces.Executors;
using OmniSage.GrainInterfaces.Runs;

namespace OmniSage.GrainInterfaces.Events;

/// <summary><c>run.started</c>, first in every run.</summary>
public sealed record RunStarted : EventPayload
{
    public required RunKind Kind { get; init; }

    /// <summary>The version of the agent loop that the run keeps to its end.</summary>
    public required int Loop { get; init; }

    public required string Title { get; init; }

    public Guid? Parent { get; init; }

    /// <summary>Of a turn: the messages that it takes.</summary>
    public ImmutableArray<RunMessage> Messages { get; init; } = [];

    /// <summary>Of a turn that follows tasks: their results.</summary>
    public ImmutableArray<TaskReport> Results { get; init; } = [];

    /// <summary>Of a task: what is asked.</summary>
    public TaskContract? Contract { get; init; }
}
