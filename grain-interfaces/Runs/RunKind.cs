namespace OmniSage.GrainInterfaces.Runs;

/// <summary>
/// What a run is: a turn of the coordinator, a delegated task, a command such as <c>/status</c>, or a model's summary
/// of what was said earlier in a thread.
/// </summary>
public enum RunKind { Turn, Task, Command, Summary }
