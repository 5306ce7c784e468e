using System.Buffers.Text;
using System.Buffers.Binary;

namespace OmniSage.GrainInterfaces.Journals;

/// <summary>
/// A position in a thread's feed: one position per journal that is still open for the reader. Runs that ended at or
/// before <see cref="ThreadSeq"/> need no entry, so the cursor stays as small as the work in flight.
/// Its text is opaque to clients.
/// </summary>
public sealed record FeedCursor(long ThreadSeq, ImmutableSortedDictionary<Guid, long> Runs)
{
    private const byte Version = 1;
    private const int RunBytes = 16 + 8;

    /// <summary>More open runs than this are not to be had in one thread (limits in ARCHITECTURE.md).</summary>
    public const int RunsMax = 1024;

    public static FeedCursor Start { get; } = new(0, ImmutableSortedDictionary<Guid, long>.Empty);

    public override string ToString()
    {
        var bytes = new byte[1 + 8 + RunBytes * Runs.Count];
        bytes[0] = Version;
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(1), ThreadSeq);
        var at = 9;
        foreach (var (run, seq) in Runs)
        {
            run.TryWriteBytes(bytes.AsSpan(at));
            BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(at + 16), seq);
            at += RunBytes;
        }

        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Reads what <see cref="ToString"/> wrote and refuses everything else.</summary>
    public static bool TryParse(string? text, out FeedCursor cursor)
    {
        cursor = Start;
        if (text is null || text.Length > 2 * RunBytes * RunsMax || !Base64Url.IsValid(text)) return false;
        var bytes = Base64Url.DecodeFromChars(text);
        if (bytes.Length < 9 || bytes[0] != Version || (bytes.Length - 9) % RunBytes != 0) return false;
        var runs = ImmutableSortedDictionary.CreateBuilder<Guid, long>();
        for (var at = 9; at < bytes.Length; at += RunBytes)
        {
            runs[new Guid(bytes.AsSpan(at, 16))] = BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(at + 16));
        }

        cursor = new(BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(1)), runs.ToImmutable());
        return cursor.ThreadSeq >= 0 && cursor.Runs.Values.All(seq => seq >= 0);
    }
}
