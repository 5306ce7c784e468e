namespace OmniSage.GrainInterfaces.Journals;

/// <summary>
/// Where committed events are published for whoever listens: one stream of <see cref="StoredEvent"/> for each tenant.
/// A stream may lose or repeat; a listener that sees a gap in a journal's sequence reads the journal again.
/// </summary>
public static class EventStreams
{
    /// <summary>The name of the stream provider.</summary>
    public const string Provider = "events";

    public static StreamId Of(TenantId tenant) => StreamId.Create("tenant", tenant.Text);
}
