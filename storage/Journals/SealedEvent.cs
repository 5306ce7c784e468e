namespace OmniSage.Storage.Journals;

/// <summary>
/// An event with its place in the chain, ready to be written as it is. Only <see cref="HashChain.Seal"/> makes one.
/// </summary>
public sealed record SealedEvent
{
    internal SealedEvent(StoredEvent stored, byte[] header, byte[] payload, byte[] salt, byte[] previous, byte[] hash)
    {
        Event = stored;
        Header = header;
        PayloadBytes = payload;
        SaltBytes = salt;
        PreviousHashBytes = previous;
        HashBytes = hash;
        Blob = payload.Length > HashChain.InlinePayloadBytesMax ? Blobs.BlobId.Of(payload).Text : null;
    }

    public StoredEvent Event { get; }

    public ReadOnlyMemory<byte> Salt => SaltBytes;

    public ReadOnlyMemory<byte> PreviousHash => PreviousHashBytes;

    public ReadOnlyMemory<byte> Hash => HashBytes;

    /// <summary>The blob that holds the payload, when it is too large for a row; outside header and hash.</summary>
    public string? Blob { get; }

    internal byte[] Header { get; }

    internal byte[] PayloadBytes { get; }

    internal byte[] SaltBytes { get; }

    internal byte[] PreviousHashBytes { get; }

    internal byte[] HashBytes { get; }
}
