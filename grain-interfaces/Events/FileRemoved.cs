namespace OmniSage.GrainInterfaces.Events;

/// <summary><c>file.removed</c>, in the workspace's journal: a person took a file out.</summary>
public sealed record FileRemoved(string Path, Guid By) : EventPayload;
