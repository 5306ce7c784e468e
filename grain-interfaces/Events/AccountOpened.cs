namespace OmniSage.GrainInterfaces.Events;

/// <summary><c>account.opened</c>, in the account's journal.</summary>
public sealed record AccountOpened(string Name, bool IsOperator) : EventPayload;
