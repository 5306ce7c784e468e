using System.Globalization;
using System.Text;

namespace OmniSage.Grains.Documents;

/// <summary>
/// Finds what makes a document read otherwise than it looks: control characters, line ends that few editors show as
/// such, changes of the writing direction, signs that nobody sees. Pure.
/// </summary>
internal static class HiddenSigns
{
    /// <summary>The first of them, line and column counted from 1; null when all is as it looks.</summary>
    public static (int Line, int Column, Rune Sign)? FindFirst(string text)
    {
        var (line, start, at) = (1, 0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '\n') (line, start) = (line + 1, at + 1);
            else if (IsHidden(rune) && !(rune.Value is '\r' && at + 1 < text.Length && text[at + 1] is '\n'))
                return (line, at - start + 1, rune);
            at += rune.Utf16SequenceLength;
        }

        return null;
    }

    /// <summary>The joiners are parts of writing and of signs.</summary>
    private static bool IsHidden(Rune rune) => rune.Value is not ('\t' or '\u200c' or '\u200d')
        && Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
