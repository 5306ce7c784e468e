using System.Text;

namespace OmniSage.Grains.Runs;

/// <summary>Bounds texts by their bytes in UTF-8.</summary>
internal static class Utf8Text
{
    private const string CutMark = "\n[… cut: the text was longer]";

    /// <summary>The beginning of the text that fits, with a mark that says that it is only the beginning.</summary>
    public static string Cut(string text, int bytesMax)
    {
        var room = bytesMax - Encoding.UTF8.GetByteCount(CutMark);
        Encoding.UTF8.GetEncoder().Convert(text, new byte[room], flush: false, out var chars, out _, out _);
        return string.Concat(text.AsSpan(0, chars), CutMark);
    }
}
