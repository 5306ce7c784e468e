using System.Text;

namespace OmniSage.Api.Documents;

/// <summary>
/// What changed between two texts, line by line, in the unified form that people and tools read (GNU diff -u). It is
/// the shortest there is: by the longest common subsequence of what is between the common beginning and end.
/// </summary>
internal static class LineDiff
{
    private const int Context = 3;

    private enum Kind { Same, Removed, Added }

    /// <summary>Empty when the texts are the same. Of texts of n and m lines it takes n × m steps.</summary>
    public static string Unified(string from, string to, string fromName, string toName)
    {
        var lines = Lines(Split(from), Split(to));
        if (lines.TrueForAll(line => line.Kind is Kind.Same)) return "";
        var text = new StringBuilder().Append($"--- {fromName}\n+++ {toName}\n");
        foreach (var (first, end) in Hunks(lines)) Append(text, lines, first, end);
        return text.ToString();
    }

    private static string[] Split(string text) =>
        text.Length == 0 ? [] : (text.EndsWith('\n') ? text[..^1] : text).Split('\n');

    private static List<(Kind Kind, string Text)> Lines(string[] from, string[] to)
    {
        var head = from.AsSpan().CommonPrefixLength(to);
        var tail = 0;
        while (tail < Math.Min(from.Length, to.Length) - head && from[^(tail + 1)] == to[^(tail + 1)]) tail++;
        var (old, young) = (from[head..^tail], to[head..^tail]);
        var lines = from[..head].Select(line => (Kind.Same, line)).ToList();
        var common = Common(old, young);
        var (i, j) = (0, 0);
        while (i < old.Length || j < young.Length)
        {
            if (i < old.Length && j < young.Length && old[i] == young[j])
            {
                lines.Add((Kind.Same, old[i++]));
                j++;
            }
            else if (j == young.Length || (i < old.Length && common[i + 1, j] >= common[i, j + 1]))
            {
                lines.Add((Kind.Removed, old[i++]));
            }
            else
            {
                lines.Add((Kind.Added, young[j++]));
            }
        }

        lines.AddRange(from[^tail..].Select(line => (Kind.Same, line)));
        return lines;
    }

    /// <summary>How many lines the rests from here on have in common.</summary>
    private static ushort[,] Common(string[] from, string[] to)
    {
        var common = new ushort[from.Length + 1, to.Length + 1];
        for (var i = from.Length - 1; i >= 0; i--)
        {
            for (var j = to.Length - 1; j >= 0; j--)
            {
                common[i, j] = from[i] == to[j]
                    ? (ushort)(common[i + 1, j + 1] + 1)
                    : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        return common;
    }

    /// <summary>Runs of lines around what changed; those that touch are one.</summary>
    private static List<(int First, int End)> Hunks(List<(Kind Kind, string Text)> lines)
    {
        var hunks = new List<(int First, int End)>();
        for (var at = 0; at < lines.Count; at++)
        {
            if (lines[at].Kind is Kind.Same) continue;
            var (first, end) = (Math.Max(0, at - Context), Math.Min(lines.Count, at + 1 + Context));
            if (hunks is [.., var last] && last.End >= first) hunks[^1] = (last.First, end);
            else hunks.Add((first, end));
        }

        return hunks;
    }

    private static void Append(StringBuilder text, List<(Kind Kind, string Text)> lines, int first, int end)
    {
        var hunk = lines[first..end];
        var from = Range(lines[..first], hunk, Kind.Added);
        var to = Range(lines[..first], hunk, Kind.Removed);
        text.Append($"@@ -{from} +{to} @@\n");
        foreach (var (kind, line) in hunk)
        {
            var sign = kind switch { Kind.Same => ' ', Kind.Removed => '-', Kind.Added => '+' };
            text.Append(sign).Append(line).Append('\n');
        }
    }

    /// <summary>Where the hunk is in the text that has no lines of the other kind, from 1, and how long.</summary>
    private static string Range(
        List<(Kind Kind, string Text)> before, List<(Kind Kind, string Text)> hunk, Kind other)
    {
        var count = hunk.Count(line => line.Kind != other);
        var skipped = before.Count(line => line.Kind != other);
        var start = count == 0 ? skipped : skipped + 1;
        return count == 1 ? $"{start}" : $"{start},{count}";
    }
}
