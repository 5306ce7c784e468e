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
        var from = 0;
        while (from < text.Length && IsHarmless(text[from], keepsLines)) from++;
        if (from == text.Length) return text;
        var clean = new StringBuilder(text, 0, from, text.Length + 16);
        for (var i = from; i < text.Length; i++)
        {
            if (IsHarmless(text[i], keepsLines)) clean.Append(text[i]);
            else if (i + 1 < text.Length && Rune.TryCreate(text[i], text[i + 1], out var rune))
            {
                clean.Append(IsHidden(rune) ? Sign(rune.Value) : rune.ToString());
                i++;
            }
            else if (char.IsSurrogate(text[i])) clean.Append(text[i]);
            else if (text[i] is '\r' && keepsLines && i + 1 < text.Length && text[i + 1] is '\n') continue;
            else clean.Append(Sign(text[i]));
        }

        return clean.ToString();
    }

    private static bool IsHarmless(char c, bool keepsLines) => c switch
    {
        '\n' or '\t' => keepsLines,
        < ' ' or (>= '\x7f' and <= '\x9f') => false,
        '\u061c' or '\u200e' or '\u200f' or (>= '\u2028' and <= '\u202e') or (>= '\u2066' and <= '\u2069') => false,
        '\ufeff' or (>= '\ufff9' and <= '\ufffb') => false,
        // Without width; the joiners are parts of writing and of signs.
        '\u00ad' or '\u180e' or '\u200b' or (>= '\u2060' and <= '\u2064') => false,
        // Fillers and the empty Braille cell: letters and signs that are drawn as nothing.
        '\u034f' or '\u115f' or '\u1160' or '\u17b4' or '\u17b5' or '\u2800' or '\u3164' or '\uffa0' => false,
        // Only both halves tell what they are.
        _ => !char.IsSurrogate(c),
    };

    /// <summary>Of what takes two halves: formatting, and tags and variants, of which hidden texts are made.</summary>
    private static bool IsHidden(Rune rune) =>
        rune.Value is >= 0xE0000 and <= 0xE0FFF || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format;

    private static string Sign(int value) => value switch
    {
        < ' ' => ((char)('\u2400' + value)).ToString(),
        '\x7f' => "\u2421",
        _ => $"<U+{value:X4}>",
    };
}
