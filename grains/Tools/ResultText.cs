using System.Text;
using System.Text.Encodings.Web;

namespace OmniSage.Grains.Tools;

/// <summary>
/// Bounds texts of tool results by the bytes they take where they are stored. A result is JSON text that stands as a
/// string in an event and in a model request, so its texts are escaped twice: one byte can become seven.
/// Nothing is cut within a character. Pure.
/// </summary>
internal static class ResultText
{
    /// <summary><c>\u0000</c> with its backslash escaped again.</summary>
    private const int EscapedBytes = 7;

    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    private static readonly int[] AsciiBytes =
        [.. Enumerable.Range(0, 128).Select(ascii => Encoder.Encode(Encoder.Encode($"{(char)ascii}")).Length)];

    /// <summary>Bytes of a result, a JSON text, as a string of the event that holds it.</summary>
    public static int StoredBytes(string json) => Encoding.UTF8.GetByteCount(Encoder.Encode(json));

    /// <summary>How many bytes of the beginning take no more than this where they are stored.</summary>
    public static int Head(ReadOnlySpan<byte> utf8, int storedMax)
    {
        var (kept, stored) = (0, 0);
        while (kept < utf8.Length)
        {
            Rune.DecodeFromUtf8(utf8[kept..], out var rune, out var bytes);
            stored += BytesOf(rune);
            if (stored > storedMax) break;
            kept += bytes;
        }

        return kept;
    }

    /// <summary>How many bytes of the end take no more than this where they are stored.</summary>
    public static int Tail(ReadOnlySpan<byte> utf8, int storedMax)
    {
        var (kept, stored) = (0, 0);
        while (kept < utf8.Length)
        {
            Rune.DecodeLastFromUtf8(utf8[..^kept], out var rune, out var bytes);
            stored += BytesOf(rune);
            if (stored > storedMax) break;
            kept += bytes;
        }

        return kept;
    }

    /// <summary>The beginning of the text that fits; an ellipsis stands for the rest.</summary>
    public static string Cut(string text, int storedMax)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        return Head(utf8, storedMax) == utf8.Length
            ? text
            : Encoding.UTF8.GetString(utf8.AsSpan(0, Head(utf8, storedMax - "…"u8.Length))) + "…";
    }

    /// <summary>Bytes at the end of a text that goes on, which are the beginning of a character.</summary>
    public static int TornAtEnd(ReadOnlySpan<byte> utf8)
    {
        for (var torn = 1; torn <= 3 && torn <= utf8.Length; torn++)
        {
            if (Rune.DecodeFromUtf8(utf8[^torn..], out _, out _) == System.Buffers.OperationStatus.NeedMoreData)
            {
                return torn;
            }
        }

        return 0;
    }

    /// <summary>Bytes at the beginning of a text's later part, which are the end of a character.</summary>
    public static int TornAtStart(ReadOnlySpan<byte> utf8)
    {
        var torn = 0;
        while (torn < 3 && torn < utf8.Length && (utf8[torn] & 0xC0) == 0x80) torn++;
        return torn;
    }

    private static int BytesOf(Rune rune) =>
        rune.IsAscii ? AsciiBytes[rune.Value]
        : Encoder.WillEncode(rune.Value) ? EscapedBytes * rune.Utf16SequenceLength
        : rune.Utf8SequenceLength;
}
