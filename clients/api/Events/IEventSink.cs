namespace OmniSage.Api.Events;

/// <summary>Takes what an event stream brings: the events themselves, or an answer that is made of them.</summary>
internal interface IEventSink
{
    /// <summary>Bytes written since the last flush.</summary>
    long Unflushed { get; }

    /// <summary>Says at once that the stream is open.</summary>
    void WriteOpening();

    /// <summary>Says that the connection lives.</summary>
    void WriteHeartbeat();

    void Write(StoredEvent recorded, string id);

    void Write(LiveOutput piece);

    Task FlushAsync(CancellationToken cancellation);
}
