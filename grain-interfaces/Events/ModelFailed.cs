namespace OmniSage.GrainInterfaces.Events;

/// <summary><c>model.failed</c>: an attempt of a model step brought nothing.</summary>
public sealed record ModelFailed(int Step, int Attempt, string Code, string Error, bool Retryable) : EventPayload;
