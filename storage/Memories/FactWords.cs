using System.Globalization;
using System.Text;

namespace OmniSage.Storage.Memories;

/// <summary>
/// Takes text apart into the words that search knows: runs of letters, digits and marks, in lower case, without the
/// accents of Latin letters. Both databases are given these words and only split them at spaces, so that both find the
/// same. Pure, and linear in the text.
/// </summary>
internal static class FactWords
{
    /// <summary>A longer word is cut.</summary>
    public const int WordCharsMax = 40;

    private const int BeginningCharsMin = 3;

    /// <summary>Words of a query; more are left out, the first ones stay.</summary>
    public const int QueryWordsMax = 32;

    /// <summary>Words so common that they say nothing about what is looked for.</summary>
    private static readonly HashSet<string> Common = new(
        ("a about an and any anything are as at be been but by can could did do does for from had has have he her his "
            + "how i if in into is it its know me my no not of on or our please she should so tell than that the their "
            + "them then there they this to us was we were what when where which who why will with would you your")
            .Split(' '),
        StringComparer.Ordinal);

    /// <summary>Latin letters with accents; each has its plain letter at its place in the next text.</summary>
    private const string Accented =
        "àáâãäåçèéêëìíîïñòóôõöøùúûüýÿāăąćĉċčďđēĕėęěĝğġģĥħĩīĭįıĵķĺļľŀłńņňōŏőŕŗřśŝşšţťŧũūŭůűųŵŷźżž";

    private const string Unaccented =
        "aaaaaaceeeeiiiinoooooouuuuyyaaaccccddeeeeegggghhiiiiijklllllnnnooorrrsssstttuuuuuuwyzzz";

    /// <summary>All words of a text, in order.</summary>
    public static List<string> Of(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsPartOfWord(rune)) Append(word, Rune.ToLowerInvariant(rune));
            else End(words, word);
        }

        End(words, word);
        return words;
    }

    /// <summary>
    /// The words to look for: distinct, without the common ones unless there are no others, each without the ending
    /// that a plural or a past tense would give it.
    /// </summary>
    public static ImmutableArray<string> Query(string text)
    {
        var words = Of(text).Distinct(StringComparer.Ordinal).ToList();
        var telling = words.Where(word => !Common.Contains(word)).ToList();
        return [.. (telling.Count > 0 ? telling : words).Select(Stem).Distinct().Take(QueryWordsMax)];
    }

    /// <summary>The word's beginning that its other forms share, roughly, and for English.</summary>
    public static string Stem(string word)
    {
        foreach (var ending in (ReadOnlySpan<string>)["ing", "ied", "ies", "ed", "es", "s", "e", "y"])
        {
            if (word.Length - ending.Length >= 4 && word.EndsWith(ending, StringComparison.Ordinal))
            {
                return word[..^ending.Length];
            }
        }

        return word;
    }

    /// <summary>Longer words may begin with it and still be a form of it; a letter or two begins too many.</summary>
    public static bool IsBeginning(string stem) => stem.Length >= BeginningCharsMin;

    private static bool IsPartOfWord(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
            or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber
            or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark => true,
        _ => false,
    };

    private static void Append(StringBuilder word, Rune rune)
    {
        // An accent that is a mark of its own, behind its letter.
        if (rune.Value is >= 0x300 and <= 0x36F) return;
        if (word.Length + rune.Utf16SequenceLength > WordCharsMax) return;
        var at = rune.IsBmp ? Accented.IndexOf((char)rune.Value, StringComparison.Ordinal) : -1;
        if (at >= 0) word.Append(Unaccented[at]);
        else if (rune.Value == 'ß') word.Append("ss");
        else word.Append(rune);
    }

    private static void End(List<string> words, StringBuilder word)
    {
        if (word.Length > 0) words.Add(word.ToString());
        word.Clear();
    }
}
