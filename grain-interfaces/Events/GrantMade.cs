using OmniSage.GrainInterfaces.Policies;

namespace OmniSage.GrainInterfaces.Events;

/// <summary>
/// <c>grant.made</c>, in the workspace's journal: what was approved once passes from now on, within the terms.
/// </summary>
public sealed record GrantMade(Guid Grant, GrantTerms Terms, Guid By) : EventPayload;
