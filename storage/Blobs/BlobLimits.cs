namespace OmniSage.Storage.Blobs;

/// <summary>The bound that every blob store keeps, and its refusal.</summary>
internal static class BlobLimits
{
    public const long BytesMax = 256L << 20;

    public static void Require(long bytes, long bytesMax)
    {
        if (bytes <= bytesMax) return;
        throw new OmniSageException(ErrorCodes.LimitReached, $"The blob has {bytes} bytes; {bytesMax} are allowed.");
    }
}
