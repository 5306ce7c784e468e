using System.Globalization;
using System.Text;

namespace OmniSage.Grains.Runs;

/// <summary>
/// Shows text that others wrote: nothing in it hides or moves what stands around it. Control characters, changes of the
/// writing direction and other invisible characters become visible signs. Pure.
/// </summary>
internal static class VisibleText
{
    /// <summary>One line of at most so many characters; one that is cut ends with an ellipsis.</summary>
    public static string Line(string text, int charsMax)
    {
        var line = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            var sign = Sign(rune);
            if (line.Length + sign.Length > charsMax - 1) return line.Append('…').ToString();
            line.Append(sign);
        }

        return line.ToString();
    }

    /// <summary>
    /// The lines of a text, each behind a mark, so that none of them passes for a line of somebody else.
    /// </summary>
    public static string Quote(string text) => string.Join(
        '\n', text.ReplaceLineEndings("\n").Split('\n').Select(line => $"> {Line(line, int.MaxValue)}"));

    private static string Sign(Rune rune) => rune.Value switch
    {
        < 0x20 => ((char)(0x2400 + rune.Value)).ToString(),
        _ when Invisible.Is(rune) => string.Create(CultureInfo.InvariantCulture, $"<U+{rune.Value:X4}>"),
        _ => rune.ToString(),
    };
}
