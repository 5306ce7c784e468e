namespace OmniSage.GrainInterfaces.Events;

/// <summary>
/// <c>run.cancelled</c>, last in a run: by an account, or by the system when <paramref name="By"/> is null.
/// </summary>
public sealed record RunCancelled(Guid? By, string Reason) : EventPayload;
