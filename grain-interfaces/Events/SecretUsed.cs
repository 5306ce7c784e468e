namespace OmniSage.GrainInterfaces.Events;

/// <summary><c>secret.used</c>, in the vault's journal: a value was given out for this host.</summary>
public sealed record SecretUsed(string Name, int Version, string Host, string Purpose) : EventPayload;
