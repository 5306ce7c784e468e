namespace OmniSage.Grains.Runs;

/// <summary>Where work outside the grains runs: the thread pool, or the simulator's one thread.</summary>
public sealed record RunScheduler(TaskScheduler Tasks);
