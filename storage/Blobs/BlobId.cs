using System.Security.Cryptography;

namespace OmniSage.Storage.Blobs;

/// <summary>Names a blob by its content: SHA-256 as 64 lower-case hex digits.</summary>
public readonly record struct BlobId
{
    private BlobId(string text) => Text = text;

    public string Text { get; }

    /// <summary>Of <see cref="IBlobStore.Shelves"/>: its first byte.</summary>
    internal int Shelf => Convert.FromHexString(Text.AsSpan(0, 2))[0];

    public static BlobId Of(ReadOnlySpan<byte> content) => new(Convert.ToHexStringLower(SHA256.HashData(content)));

    /// <summary>Reads the one spelling and refuses everything else.</summary>
    public static BlobId Parse(string text) => IsId(text)
        ? new(text)
        : throw new OmniSageException(ErrorCodes.InvalidKey, "This is not the id of a blob.");

    public static bool IsId(string text) =>
        text.Length == 2 * SHA256.HashSizeInBytes && text.All(char.IsAsciiHexDigitLower);

    public override string ToString() => Text;
}
