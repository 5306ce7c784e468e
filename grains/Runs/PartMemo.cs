using System.Collections.Concurrent;

namespace OmniSage.Grains.Runs;

/// <summary>
/// Parts as they were stored lately, found by their content; bounded in bytes, and begun anew when full. Only a saving:
/// what it answers is what would be made.
/// </summary>
internal sealed class PartMemo
{
    /// <summary>Bytes of all parts kept.</summary>
    public const int BytesMax = 4 << 20;

    /// <summary>A longer part is made each time.</summary>
    public const int PartBytesMax = 16 << 10;

    /// <summary>What a part costs besides its text: itself, its hash, its place.</summary>
    private const int EntryBytes = 512;

    private readonly ConcurrentDictionary<RequestPart, StoredPart> parts = new();
    private int bytes;

    public StoredPart? Find(RequestPart part) => parts.GetValueOrDefault(part);

    public StoredPart Keep(StoredPart made)
    {
        if (made.Json.Length > PartBytesMax) return made;
        // Text and JSON, of which the text has two bytes for each character.
        if (Interlocked.Add(ref bytes, EntryBytes + 3 * made.Json.Length) > BytesMax)
        {
            parts.Clear();
            Interlocked.Exchange(ref bytes, 0);
        }

        parts[made.Part] = made;
        return made;
    }
}
