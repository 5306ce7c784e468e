using System.Text;
using OmniSage.Models.Offline.Answers;
using OmniSage.Models.Offline.Requests;

namespace OmniSage.Models.Offline.Talk;

/// <summary>How the model speaks of itself: plainly, and always with something to type next.</summary>
internal static class Introduction
{
    public const string Self = "I am OmniSage's built-in offline model. I am not a language model: I understand a few "
        + "fixed patterns and use the real tools.";

    private const int ExamplesShown = 3;

    /// <summary>Only so much of a long message is searched for words that suggest an example.</summary>
    private const int SearchedCharsMax = 4_096;

    private static readonly string[] Starters = ["run", "compute", "write"];

    public static string Hello() => $"Hello. {Self} {Suggest("")}";

    public static string Whole()
    {
        var text = new StringBuilder(Self).Append(" This is what you can type:\n");
        foreach (var pattern in PatternTable.All)
            text.Append("\n- ").Append(Quote.Code(pattern.Example));
        return text.Append("\n\nSeveral lines with `run:` are tasks that run side by side. ")
            .Append("Add `; show FILE` to see a file that a command made, ")
            .Append("`; publish FILE` to have it among the workspace's files, ")
            .Append("and `; check: CMD` to have its result checked.")
            .ToString();
    }

    public static string NotUnderstood(string text) => $"I did not understand “{Quote.Short(text)}”.";

    /// <summary>The examples that fit best to what was said.</summary>
    public static string Suggest(string said)
    {
        var searched = said.Length > SearchedCharsMax ? said[..SearchedCharsMax] : said;
        var words = searched.ToLowerInvariant()
            .Split(" \t\r\n.,:;?!\"'()".ToCharArray(), StringSplitOptions.RemoveEmptyEntries)
            .ToHashSet(StringComparer.Ordinal);
        var examples = PatternTable.All
            .Where(pattern => !pattern.Keywords.IsEmpty)
            .OrderByDescending(pattern => Score(pattern, words))
            .Take(ExamplesShown)
            .Select(pattern => Quote.Code(pattern.Example));
        return $"Try {string.Join(", ", examples)}, or `help`.";
    }

    private static int Score(Pattern pattern, HashSet<string> words) =>
        (2 * pattern.Keywords.Count(words.Contains)) + (Starters.Contains(pattern.Name) ? 1 : 0);
}
