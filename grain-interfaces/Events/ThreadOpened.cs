using OmniSage.GrainInterfaces.Coordinators;

namespace OmniSage.GrainInterfaces.Events;

/// <summary><c>thread.opened</c>, in the thread's journal.</summary>
public sealed record ThreadOpened(Guid Workspace, string Title, QueueMode Mode, Guid By) : EventPayload;
