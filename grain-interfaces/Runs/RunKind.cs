namespace OmniSage.GrainInterfaces.Runs;

/// <summary>What a run is: a turn of the coordinator, a delegated task, or a command such as <c>/status</c>.</summary>
public enum RunKind { Turn, Task, Command }
