using OmniSage.Api.Documents;

namespace OmniSage.Api.Tests.Policy;

public sealed class LineDiffTests
{
    [Theory]
    [InlineData("", "", "")]
    [InlineData("a\n", "a\n", "")]
    [InlineData("", "a\n", "@@ -0,0 +1 @@\n+a\n")]
    [InlineData("a\n", "", "@@ -1 +0,0 @@\n-a\n")]
    [InlineData("a\nb\nc\n", "a\nc\n", "@@ -1,3 +1,2 @@\n a\n-b\n c\n")]
    [InlineData("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nX\n6\n7\n8\n9\n",
        "@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+X\n 6\n 7\n 8\n")]
    public void Diff_IsUnified(string from, string to, string expected)
    {
        var diff = LineDiff.Unified(from, to, "x", "y");
        Assert.Equal(expected.Length == 0 ? "" : $"--- x\n+++ y\n{expected}", diff);
    }

    [Fact]
    public void Diff_OfAnyTexts_AppliedToTheFirst_GivesTheSecond()
    {
        var random = new Random(5);
        for (var number = 0; number < 2_000; number++)
        {
            var (from, to) = (Text(random), Text(random));
            Assert.Equal(to, Apply(from, LineDiff.Unified(from, to, "x", "y")));
        }
    }

    /// <summary>As patch does it, and refusing what does not fit.</summary>
    private static string Apply(string from, string diff)
    {
        if (diff.Length == 0) return from;
        var old = Lines(from);
        var (made, at) = (new List<string>(), 0);
        foreach (var line in diff.Split('\n').Skip(2).SkipLast(1))
        {
            if (line.StartsWith("@@", StringComparison.Ordinal))
            {
                var parts = line.Split(' ')[1][1..].Split(',');
                var start = int.Parse(parts[0]) - (parts is [_, "0"] ? 0 : 1);
                while (at < start) made.Add(old[at++]);
                continue;
            }

            if (line[0] is not '+') Assert.Equal(old[at++], line[1..]);
            if (line[0] is not '-') made.Add(line[1..]);
        }

        made.AddRange(old[at..]);
        return string.Concat(made.Select(line => line + "\n"));
    }

    private static string[] Lines(string text) => text.Length == 0 ? [] : text[..^1].Split('\n');

    private static string Text(Random random) => string.Concat(
        Enumerable.Range(0, random.Next(20)).Select(_ => $"{(char)('a' + random.Next(4))}\n"));
}
