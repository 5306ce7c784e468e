using System.Text;

namespace OmniSage.Models.Offline.Answers;

/// <summary>Repeats somebody's text inside an answer: bounded, on one line, with nothing invisible in it.</summary>
internal static class Quote
{
    private const char Ellipsis = '…';

    /// <summary>At most <paramref name="charsMax"/> characters, ellipsis included; never half a character.</summary>
    public static string Short(string text, int charsMax = OfflineLimits.QuoteCharsMax)
    {
        var cut = text.Length > charsMax;
        var kept = cut ? KeepWhole(text, charsMax - 1) : text.Length;
        var line = new StringBuilder(kept + 1);
        for (var at = 0; at < kept; at++)
        {
            if (char.IsHighSurrogate(text[at]) && at + 1 < kept && char.IsLowSurrogate(text[at + 1]))
                line.Append(text[at]).Append(text[++at]);
            else
                line.Append(Visible(text[at]));
        }

        return cut ? line.Append(Ellipsis).ToString() : line.ToString();
    }

    /// <summary>The text as inline code, whatever backticks it holds.</summary>
    public static string Code(string text, int charsMax = OfflineLimits.QuoteCharsMax)
    {
        var shown = Short(text, charsMax);
        var marks = new string('`', LongestRun(shown) + 1);
        var pad = shown.StartsWith('`') || shown.EndsWith('`') ? " " : "";
        return $"{marks}{pad}{shown}{pad}{marks}";
    }

    /// <summary>The text as a fenced block that its content cannot close; what is left out is said below it.</summary>
    public static string Block(string text)
    {
        var isLong = text.Length > OfflineLimits.BlockCharsMax;
        var kept = isLong ? KeepWhole(text, OfflineLimits.BlockCharsMax) : text.Length;
        var shown = text[..kept].TrimEnd('\n');
        var block = Fenced(shown, language: "");
        return kept == text.Length ? block : $"{block}\n{text.Length - kept} more characters are left out here.";
    }

    /// <summary>A fenced block with a fence longer than any run of backticks inside.</summary>
    public static string Fenced(string text, string language)
    {
        var fence = new string('`', Math.Max(3, LongestRun(text) + 1));
        return $"{fence}{language}\n{text}\n{fence}";
    }

    /// <summary>The length at or below <paramref name="length"/> that does not cut a surrogate pair in two.</summary>
    private static int KeepWhole(string text, int length) =>
        length > 0 && char.IsHighSurrogate(text[length - 1]) ? length - 1 : length;

    private static int LongestRun(string text)
    {
        var longest = 0;
        var run = 0;
        foreach (var character in text)
        {
            run = character == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }

    private static char Visible(char character) => character switch
    {
        < ' ' => (char)('\u2400' + character),
        '\u007f' => '\u2421',
        >= '\u0080' and < '\u00a0' => '\ufffd',
        // Marks that reorder or break the line would make the quoted text look like something else.
        '\u2028' or '\u2029' or '\u061c' => '\ufffd',
        >= '\u200b' and <= '\u200f' or >= '\u202a' and <= '\u202e' or >= '\u2060' and <= '\u206f' => '\ufffd',
        _ when char.IsSurrogate(character) => '\ufffd',
        _ => character,
    };
}
