using System.Globalization;
using System.Text;

namespace OmniSage.Cli.Files;

/// <summary>The name under which a file from outside is saved in the current folder.</summary>
internal static class LocalName
{
    /// <summary>What file systems take.</summary>
    private const int BytesMax = 255;

    /// <summary>
    /// The last part of the path; null when there is nothing usable in it. What cannot be seen becomes <c>_</c>, and so
    /// does a dot that would hide the file.
    /// </summary>
    public static string? Of(string path)
    {
        var last = path[(path.LastIndexOfAny(['/', '\\']) + 1)..].TrimEnd(' ', '.');
        var name = new StringBuilder();
        var bytes = 0;
        foreach (var rune in last.EnumerateRunes())
        {
            var kept = IsVisible(rune) && !(bytes == 0 && rune.Value is '.') ? rune : new Rune('_');
            bytes += kept.Utf8SequenceLength;
            if (bytes > BytesMax) break;
            name.Append(kept);
        }

        return name.Length > 0 ? name.ToString() : null;
    }

    private static bool IsVisible(Rune rune) => rune != Rune.ReplacementChar
        && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
