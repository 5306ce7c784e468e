using OmniSage.GrainInterfaces.Coordinators;

namespace OmniSage.GrainInterfaces.Events;

/// <summary><c>settings.changed</c>, in the thread's journal.</summary>
public sealed record SettingsChanged(QueueMode Mode, Guid By) : EventPayload;
