namespace OmniSage.GrainInterfaces.Events;

/// <summary><c>secret.revoked</c>, in the vault's journal: a secret is gone, and its value erased.</summary>
public sealed record SecretRevoked(string Name, Guid By) : EventPayload;
