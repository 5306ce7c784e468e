using System.IO.Compression;

namespace OmniSage.Egress;

/// <summary>
/// Reads a response's body up to a bound, unpacking as it goes: a small body that unpacks to a huge one is read no
/// further than the bound, and takes no more memory than that.
/// </summary>
internal static class BoundedBody
{
    private const int ChunkBytes = 16 * 1024;

    public static async Task<(ReadOnlyMemory<byte> Bytes, bool Truncated)> ReadAsync(
        HttpContent content, int bytesMax, CancellationToken cancellation)
    {
        var sent = await content.ReadAsStreamAsync(cancellation);
        await using var source = Unpacked(sent, [.. content.Headers.ContentEncoding]);
        using var kept = new MemoryStream();
        var chunk = new byte[ChunkBytes];
        while (true)
        {
            // One byte more than the bound tells whether there is more.
            var room = (int)Math.Min(chunk.Length, bytesMax + 1L - kept.Length);
            if (room == 0) break;
            var read = await source.ReadAsync(chunk.AsMemory(0, room), cancellation);
            if (read == 0) break;
            kept.Write(chunk, 0, read);
        }

        var bytes = kept.GetBuffer().AsMemory(0, (int)Math.Min(kept.Length, bytesMax));
        return (bytes, kept.Length > bytesMax);
    }

    private static Stream Unpacked(Stream sent, string[] encodings) => encodings switch
    {
        [] => sent,
        [var one] => one.ToLowerInvariant() switch
        {
            "identity" => sent,
            "gzip" or "x-gzip" => new GZipStream(sent, CompressionMode.Decompress),
            "deflate" => new ZLibStream(sent, CompressionMode.Decompress),
            "br" => new BrotliStream(sent, CompressionMode.Decompress),
            _ => throw Refused(),
        },
        // Several layers multiply what a bomb costs, and no honest server sends them.
        _ => throw Refused(),
    };

    private static EgressException Refused() => new(
        EgressException.BadResponse, "The server's answer is encoded in a way that was not asked for.");
}
