using OmniSage.GrainInterfaces.Coordinators;

namespace OmniSage.GrainInterfaces.Events;

/// <summary><c>thread.opened</c>, in the thread's journal.</summary>
/// <param name="Workspace">The workspace.</param>
/// <param name="Title">What it was named; may be empty.</param>
/// <param name="Mode">What becomes of a message that arrives while a turn runs.</param>
/// <param name="By">Who opened it.</param>
/// <param name="Agent">Whose thread it is; null: the built-in agent's.</param>
public sealed record ThreadOpened(
    Guid Workspace, string Title, QueueMode Mode, Guid By, Guid? Agent = null) : EventPayload;
