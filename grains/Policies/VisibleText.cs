namespace OmniSage.Grains.Policies;

/// <summary>
/// Finds what makes a document read otherwise than it looks: control characters, line ends that few editors show as
/// such, changes of the writing direction. Pure.
/// </summary>
internal static class VisibleText
{
    /// <summary>The first such character, both counted from 1; null when all is as it looks.</summary>
    public static (int Line, int Column, char Sign)? FindHidden(string text)
    {
        var (line, start) = (1, 0);
        for (var at = 0; at < text.Length; at++)
        {
            var sign = text[at];
            if (sign is '\n') (line, start) = (line + 1, at + 1);
            else if (IsHidden(sign) && !(sign is '\r' && at + 1 < text.Length && text[at + 1] is '\n'))
                return (line, at - start + 1, sign);
        }

        return null;
    }

    private static bool IsHidden(char sign) => sign switch
    {
        '\t' => false,
        '\u061c' or '\u200b' or '\u200e' or '\u200f' or '\ufeff' => true,
        (>= '\u2028' and <= '\u202e') or (>= '\u2060' and <= '\u2069') => true,
        _ => char.IsControl(sign),
    };
}
