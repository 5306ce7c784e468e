namespace OmniSage.GrainInterfaces.Runs;

/// <summary>Where a run stands. <see cref="Queued"/> is a run whose id is promised and that has not started.</summary>
public enum RunStatus { Queued, Running, Parked, Completed, Failed, Cancelled }
