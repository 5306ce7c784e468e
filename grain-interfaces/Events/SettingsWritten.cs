using OmniSage.GrainInterfaces.Agents;

namespace OmniSage.GrainInterfaces.Events;

/// <summary>
/// <c>settings.written</c>, in the journal of a tenant or a workspace: this text is its settings from now on.
/// </summary>
/// <param name="Version">From 1, without gaps.</param>
/// <param name="Text">The whole document, YAML. It names secrets and holds none.</param>
/// <param name="Note">Why, in one line; may be empty.</param>
/// <param name="By">Who wrote it.</param>
/// <param name="Restores">The version whose text it is again, where it is a rollback.</param>
/// <param name="Agents">Those that no version named before, with the ids that they have from now on.</param>
public sealed record SettingsWritten(
    int Version, string Text, string Note, Guid By, int? Restores, ImmutableArray<NamedAgent> Agents) : EventPayload;
