namespace OmniSage.Grains.Coordinators.Summaries;

/// <summary>
/// A summary without a model: sentences that were said, each with who said it, chosen by what can be seen in them
/// (requests, decisions, numbers, names, how new they are) and told in their order. The words it looks for are English;
/// numbers, names and questions it knows in most languages. Pure, and the same whenever it is made of the same.
/// </summary>
internal static class TalkExtract
{
    private const int CharsMin = 12;

    private static readonly HashSet<string> Requests = new(
        "please want wants need needs must should could can remember make find tell show".Split(' '),
        StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> Decisions = new(
        ("decided decide agreed agree will shall always never prefer prefers called name named deadline due budget "
            + "because important plan promise promised changed instead").Split(' '),
        StringComparer.OrdinalIgnoreCase);

    /// <param name="before">The summary so far; empty when there is none.</param>
    /// <param name="said">What was said after it, in order.</param>
    public static string Of(string before, IReadOnlyList<Utterance> said)
    {
        var lines = before.Split('\n').SelectMany(line => line.Length > LineCharsMax ? Sentences.Of(line) : [line])
            .Select(line => new Line(line.Trim(), Score(line, isFirst: false)))
            .ToList();
        for (var index = 0; index < said.Count; index++) lines.AddRange(LinesOf(said[index], 2 * index / said.Count));
        return string.Join('\n', Choose(lines));
    }

    public static string NameOf(Utterance said) => said.IsAgent ? "agent" : "person";

    /// <summary>A sentence and who said it.</summary>
    private static int LineCharsMax => Sentences.CharsMax + "person: ".Length;

    private static IEnumerable<Line> LinesOf(Utterance said, int newness)
    {
        var isFirst = true;
        foreach (var sentence in Sentences.Of(said.Text))
        {
            var score = Score(sentence, isFirst) + newness + (said.IsAgent ? 0 : 1);
            yield return new($"{NameOf(said)}: {sentence}", score);
            isFirst = false;
        }
    }

    /// <summary>The best that fit together, in their order; of what was said twice the last.</summary>
    private static IEnumerable<string> Choose(List<Line> lines)
    {
        var left = SummaryText.CharsMax;
        var known = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var chosen = new List<int>();
        foreach (var (index, line) in lines.Index().Reverse().OrderByDescending(one => one.Item.Score))
        {
            if (line.Text.Length == 0 || line.Text.Length + 1 > left || !known.Add(line.Text)) continue;
            left -= line.Text.Length + 1;
            chosen.Add(index);
        }

        return chosen.Order().Select(index => lines[index].Text);
    }

    private static int Score(string sentence, bool isFirst)
    {
        var words = sentence.Split(
            [' ', '\t', ',', ';', ':', '.', '!', '?', '"', '(', ')'], StringSplitOptions.RemoveEmptyEntries);
        var score = isFirst ? 1 : 0;
        if (sentence.Contains('?', StringComparison.Ordinal) || words.Any(Requests.Contains)) score += 3;
        if (words.Any(Decisions.Contains)) score += 3;
        if (sentence.Any(char.IsAsciiDigit)) score += 2;
        // The first word says nothing: every sentence may begin with a capital letter, and with who said it.
        if (words.Skip(2).Any(word => word.Length > 1 && char.IsUpper(word[0]))) score += 2;
        return sentence.Length < CharsMin ? score - 3 : score;
    }

    private readonly record struct Line(string Text, int Score);
}
