namespace OmniSage.GrainInterfaces.Events;

/// <summary>
/// <c>step.started</c>: this attempt of this step may now be performed; a result of any other is dropped.
/// </summary>
public sealed record StepStarted(int Step, int Attempt, StepKind Kind) : EventPayload;
