namespace OmniSage.Grains.Runs;

/// <summary>Names one attempt of one step of a run.</summary>
internal readonly record struct StepKey(RunId Run, int Step, int Attempt);
