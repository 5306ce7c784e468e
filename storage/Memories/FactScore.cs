namespace OmniSage.Storage.Memories;

/// <summary>
/// How well a fact fits what is asked, from 0 to 1: how many of the words it shares, how new it is, how important.
/// The same on both databases, whose own ranks differ and depend on other people's facts. Pure.
/// </summary>
internal static class FactScore
{
    public const double WordsWeight = 0.7;
    public const double RecencyWeight = 0.15;
    public const double ImportanceWeight = 0.15;

    /// <summary>A fact that is so old counts half as new.</summary>
    public static readonly TimeSpan HalfLife = TimeSpan.FromDays(60);

    /// <summary>A word that only begins as the one that is looked for.</summary>
    private const double BeginningWorth = 0.8;

    /// <summary>A word may be so much longer than its beginning and still be a form of it.</summary>
    private const int EndingCharsMax = 4;

    /// <param name="query">Stems of the words that are looked for.</param>
    /// <param name="words">The fact's words.</param>
    /// <param name="age">How old the fact is.</param>
    /// <param name="importance">From 1 to 5.</param>
    public static double Of(ImmutableArray<string> query, IReadOnlyList<string> words, TimeSpan age, int importance) =>
        WordsWeight * Words(query, words)
        + RecencyWeight * Math.Pow(0.5, Math.Max(0, age / HalfLife))
        + ImportanceWeight * (importance - 1) / 4;

    /// <summary>
    /// The share of words that both have, of the shorter of the two: a long question may hold a short fact's all.
    /// </summary>
    public static double Words(ImmutableArray<string> query, IReadOnlyList<string> words)
    {
        var telling = FactWords.Query(string.Join(' ', words)).Length;
        var shorter = Math.Min(query.Length, telling);
        return shorter == 0 ? 0 : Math.Min(1, query.Sum(stem => Best(stem, words)) / shorter);
    }

    /// <summary>Whether the shorter of the two is in the other word for word.</summary>
    public static bool IsWhole(ImmutableArray<string> query, IReadOnlyList<string> words)
    {
        var shorter = Math.Min(query.Length, FactWords.Query(string.Join(' ', words)).Length);
        return shorter > 0 && query.Count(stem => Best(stem, words) > 0) >= shorter;
    }

    private static double Best(string stem, IReadOnlyList<string> words)
    {
        var best = 0.0;
        foreach (var word in words)
        {
            if (!word.StartsWith(stem, StringComparison.Ordinal)) continue;
            if (word.Length == stem.Length || FactWords.Stem(word) == stem) return 1;
            if (FactWords.IsBeginning(stem) && word.Length - stem.Length <= EndingCharsMax) best = BeginningWorth;
        }

        return best;
    }
}
