using System.Globalization;
using System.Text;

namespace OmniSage.Cli.Display;

/// <summary>
/// Makes text from outside harmless to a terminal: no escape sequence, no control character, no change of writing
/// direction and no sign without width gets through; each is shown as a visible sign instead.
/// </summary>
internal static class Plain
{
    /// <summary>Text of several lines: line feeds and tabs stay.</summary>
    public static string Text(string text) => Clean(text, keepsLines: true);

    /// <summary>One line: line feeds become signs too.</summary>
    public static string Line(string text) => Clean(text, keepsLines: false);

    /// <summary>One line of at most so many characters.</summary>
    public static string Short(string text, int charsMax)
    {
        var line = Line(text.Length > charsMax * 2 ? text[..(charsMax * 2)] : text);
        if (line.Length <= charsMax) return line;
        var end = charsMax - 1;
        if (char.IsHighSurrogate(line[end - 1])) end--;
        return line[..end] + "…";
    }

    private static string Clean(string text, bool keepsLines)
    {
        var clean = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            var isWhole = Rune.TryGetRuneAt(text, at, out var rune);
            var isLineEnd = keepsLines && rune.Value is '\r' && at + 1 < text.Length && text[at + 1] is '\n';
            if (!isWhole) clean.Append(Sign(text[at]));
            else if (IsHarmless(rune, keepsLines)) clean.Append(rune);
            else if (!isLineEnd) clean.Append(Sign(rune.Value));
            at += isWhole ? rune.Utf16SequenceLength : 1;
        }

        return clean.ToString();
    }

    private static bool IsHarmless(Rune rune, bool keepsLines) => rune.Value switch
    {
        '\n' or '\t' => keepsLines,
        // The joiners are parts of writing and of signs.
        '\u200c' or '\u200d' => true,
        // Fillers and the empty Braille cell: letters and signs that are drawn as nothing.
        '\u034f' or '\u115f' or '\u1160' or '\u17b4' or '\u17b5' or '\u2800' or '\u3164' or '\uffa0' => false,
        // Tags and variants, of which hidden texts are made.
        >= 0xE0000 and <= 0xE0FFF => false,
        _ => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned),
    };

    private static string Sign(int value) => value switch
    {
        < ' ' => ((char)('\u2400' + value)).ToString(),
        '\x7f' => "\u2421",
        _ => $"<U+{value:X4}>",
    };
}
