namespace OmniSage.GrainInterfaces.Events;

/// <summary>
/// <c>secret.set</c>, in the vault's journal: a secret has this value from now on, sealed. The payload is erased when
/// another takes its place.
/// </summary>
/// <param name="Name">Which.</param>
/// <param name="Version">From 1.</param>
/// <param name="Seq">This event's own position, by which it can be erased.</param>
/// <param name="Sealed">The value, which only the vault's box can open.</param>
/// <param name="Hosts">Where it may be sent.</param>
/// <param name="By">Who set it.</param>
public sealed record SecretSet(
    string Name, int Version, long Seq, string Sealed, ImmutableArray<string> Hosts, Guid By) : EventPayload;
