namespace OmniSage.GrainInterfaces.Events;

/// <summary><c>step.finished</c>: how a check ended; model and tool steps end by events of their own.</summary>
public sealed record StepFinished(int Step, int Attempt, bool Succeeded, string Result) : EventPayload;
