namespace OmniSage.Grains.Runs;

/// <summary>The attempt that may report; reports of any other are dropped.</summary>
internal sealed record ActiveStep(int Step, int Attempt, StepKind Kind);
