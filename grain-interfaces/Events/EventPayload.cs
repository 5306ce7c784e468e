namespace OmniSage.GrainInterfaces.Events;

/// <summary>
/// What an event says, apart from when, where and by whom. Stored as UTF-8 JSON by <see cref="EventTypes"/>;
/// a stored property name is never given another meaning.
/// </summary>
public abstract record EventPayload;
