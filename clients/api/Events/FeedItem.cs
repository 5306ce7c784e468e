namespace OmniSage.Api.Events;

/// <summary>
/// What reaches a reader: a committed event, a piece of live output, or, with neither, a tick of the clock.
/// </summary>
internal readonly record struct FeedItem(StoredEvent? Event = null, LiveOutput? Output = null);
