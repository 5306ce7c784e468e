namespace OmniSage.GrainInterfaces.Events;

/// <summary><c>policy.changed</c>, in the workspace's journal: this text is the policy from now on.</summary>
/// <param name="Version">From 1, without gaps.</param>
/// <param name="Text">The whole document, YAML.</param>
/// <param name="Note">Why, in one line; may be empty.</param>
/// <param name="By">Who wrote it.</param>
/// <param name="Restores">The version whose text it is again, where it is a rollback.</param>
public sealed record PolicyChanged(int Version, string Text, string Note, Guid By, int? Restores) : EventPayload;
