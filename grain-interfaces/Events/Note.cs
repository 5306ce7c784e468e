namespace OmniSage.GrainInterfaces.Events;

/// <summary><c>note</c>: something the model is told by the system, such as that its sandbox was replaced.</summary>
public sealed record Note(string Text) : EventPayload;
