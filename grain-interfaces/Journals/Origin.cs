namespace OmniSage.GrainInterfaces.Journals;

/// <summary>An event that labels name as a source.</summary>
/// <param name="Event">The event.</param>
/// <param name="Wish">Where it is how a call ended: the <c>tool.requested</c> before it.</param>
public sealed record Origin(StoredEvent Event, StoredEvent? Wish);
