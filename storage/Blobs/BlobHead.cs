namespace OmniSage.Storage.Blobs;

/// <summary>The beginning of a blob, and how many bytes it has in all.</summary>
public sealed record BlobHead(ReadOnlyMemory<byte> Bytes, long Total);
