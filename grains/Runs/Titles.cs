using System.Globalization;
using System.Text;

namespace OmniSage.Grains.Runs;

/// <summary>Makes a title of any text: one line, no control or formatting characters, bounded.</summary>
internal static class Titles
{
    public static string Of(string text)
    {
        var title = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (title.Length + rune.Utf16SequenceLength > RunSummary.TitleCharsMax - 1)
            {
                title.Append('…');
                break;
            }

            var isSpace = Rune.IsWhiteSpace(rune) || Rune.IsControl(rune);
            if (isSpace && title.Length > 0 && title[^1] != ' ') title.Append(' ');
            else if (!isSpace && Rune.GetUnicodeCategory(rune) is not UnicodeCategory.Format) title.Append(rune);
        }

        return title.ToString().Trim();
    }
}
