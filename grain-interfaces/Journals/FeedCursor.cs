using System.Buffers.Text;
using System.Buffers.Binary;

namespace OmniSage.GrainInterfaces.Journals;

/// <summary>
/// A position in a thread's feed: one position per journal that is still open for the reader. Runs that ended at or
/// before <see cref="ThreadSeq"/> need no entry, so the cursor stays as small as the work in flight.
/// Its text is opaque to clients, and good for the one thread it was made for.
/// </summary>
public sealed record FeedCursor(long ThreadSeq, ImmutableSortedDictionary<Guid, long> Runs)
{
    private const byte Version = 2;
    private const int HeadBytes = 1 + 16 + 8;
    private const int RunBytes = 16 + 8;

    /// <summary>More open runs than this are not to be had in one thread (limits in ARCHITECTURE.md).</summary>
    public const int RunsMax = 1024;

    public static FeedCursor Start { get; } = new(0, ImmutableSortedDictionary<Guid, long>.Empty);

    public string ToText(Guid thread)
    {
        var bytes = new byte[HeadBytes + RunBytes * Runs.Count];
        bytes[0] = Version;
        thread.TryWriteBytes(bytes.AsSpan(1));
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(17), ThreadSeq);
        var at = HeadBytes;
        foreach (var (run, seq) in Runs)
        {
            run.TryWriteBytes(bytes.AsSpan(at));
            BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(at + 16), seq);
            at += RunBytes;
        }

        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Reads what <see cref="ToText"/> wrote for this thread and refuses everything else.</summary>
    public static bool TryParse(string? text, Guid thread, out FeedCursor cursor)
    {
        cursor = Start;
        if (text is null || text.Length > 2 * RunBytes * RunsMax || !Base64Url.IsValid(text)) return false;
        var bytes = Base64Url.DecodeFromChars(text);
        if (bytes.Length < HeadBytes || bytes[0] != Version || (bytes.Length - HeadBytes) % RunBytes != 0) return false;
        if (new Guid(bytes.AsSpan(1, 16)) != thread) return false;
        var runs = ImmutableSortedDictionary.CreateBuilder<Guid, long>();
        for (var at = HeadBytes; at < bytes.Length; at += RunBytes)
        {
            runs[new Guid(bytes.AsSpan(at, 16))] = BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(at + 16));
        }

        cursor = new(BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(17)), runs.ToImmutable());
        return cursor.ThreadSeq >= 0 && cursor.Runs.Values.All(seq => seq >= 0);
    }
}
