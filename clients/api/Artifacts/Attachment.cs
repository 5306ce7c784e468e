using System.Globalization;
using System.Text;

namespace OmniSage.Api.Artifacts;

/// <summary>
/// The <c>Content-Disposition</c> that has a browser save a file (RFC 6266): under the last part of its path, with
/// nothing in it that ends the header, names a folder, or makes the name look like another.
/// </summary>
internal static class Attachment
{
    /// <summary>What file systems take.</summary>
    private const int NameBytesMax = 255;

    private const string Unnamed = "file";

    /// <summary>These have a meaning on one file system or another.</summary>
    private const string Reserved = "\"\\/:*?<>|%";

    /// <summary>RFC 8187 leaves these as they are.</summary>
    private const string Unescaped = "!#$&+-.^_`|~";

    public static string Of(string path)
    {
        var name = NameOf(path);
        var plain = string.Concat(name.EnumerateRunes().Select(rune => rune.IsAscii ? rune.ToString() : "_"));
        return $"attachment; filename=\"{plain}\"; filename*=UTF-8''{Escaped(name)}";
    }

    private static string NameOf(string path)
    {
        var last = path[(path.LastIndexOfAny(['/', '\\']) + 1)..];
        var name = new StringBuilder();
        var bytes = 0;
        foreach (var rune in last.EnumerateRunes())
        {
            var kept = IsHarmless(rune) ? rune : new Rune('_');
            bytes += kept.Utf8SequenceLength;
            if (bytes > NameBytesMax) break;
            name.Append(kept);
        }

        return name.ToString().Trim(' ', '.') is { Length: > 0 } ? name.ToString() : Unnamed;
    }

    private static bool IsHarmless(Rune rune) => rune != Rune.ReplacementChar
        && !(rune.IsAscii && Reserved.Contains((char)rune.Value, StringComparison.Ordinal))
        && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned
            or UnicodeCategory.PrivateUse);

    private static string Escaped(string name)
    {
        var text = new StringBuilder();
        foreach (var one in Encoding.UTF8.GetBytes(name))
        {
            if (char.IsAsciiLetterOrDigit((char)one) || Unescaped.Contains((char)one, StringComparison.Ordinal))
                text.Append((char)one);
            else text.Append(CultureInfo.InvariantCulture, $"%{one:X2}");
        }

        return text.ToString();
    }
}
