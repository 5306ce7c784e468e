namespace OmniSage.GrainInterfaces.Events;

/// <summary><c>run.failed</c>, last in a run: a stable code and one sentence for a person.</summary>
public sealed record RunFailed(string Code, string Error) : EventPayload;
