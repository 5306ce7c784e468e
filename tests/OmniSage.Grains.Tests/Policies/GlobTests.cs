using System.Diagnostics;
using OmniSage.Grains.Policies;

namespace OmniSage.Grains.Tests.Policies;

public sealed class GlobTests
{
    [Theory]
    [InlineData("*", "", true)]
    [InlineData("*.example.com", "a.b.example.com", true)]
    [InlineData("*.example.com", "example.com", false)]
    [InlineData("*.example.com", "example.com.evil", false)]
    [InlineData("a*b*c", "a1b2b3c", true)]
    [InlineData("a?c", "ac", false)]
    [InlineData(@"\*", "x", false)]
    [InlineData(@"\*", "*", true)]
    [InlineData(".+", "xx", false)]
    public void Pattern_OfText_MatchesTheWholeOfIt(string pattern, string text, bool expected) =>
        Assert.Equal(expected, Glob.Of(pattern).IsMatch(text));

    [Theory]
    [InlineData("*.txt", "a.txt", true)]
    [InlineData("*.txt", "deep/a.txt", false)]
    [InlineData("**.txt", "deep/a.txt", true)]
    [InlineData("secret/**", "secret/a/b", true)]
    [InlineData("secret/*", "secret/a/b", false)]
    [InlineData("**/x", "a/b/x", true)]
    [InlineData("**/*a/*b", "q/ca/w/ca/xb", true)]
    [InlineData("a?b", "a/b", false)]
    public void Pattern_OfPath_KnowsSegments(string pattern, string path, bool expected) =>
        Assert.Equal(expected, Glob.Of(pattern, isPath: true).IsMatch(path));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Pattern_OfAnyKind_MatchesAsItsRegularExpression(bool isPath)
    {
        var random = new Random(7);
        for (var number = 0; number < 20_000; number++)
        {
            var pattern = Text(random, "ab/*?*", 8);
            var text = Text(random, "ab/", 10);
            Assert.True(
                SlowPolicy.IsMatch(isPath ? Squeezed(pattern) : pattern, text, isPath)
                    == Glob.Of(pattern, isPath).IsMatch(text),
                $"'{pattern}' on '{text}'");
        }
    }

    /// <summary>What keeps a backtracking engine busy for years.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Pattern_MadeToBacktrack_IsQuick(bool isPath)
    {
        var pattern = string.Concat(Enumerable.Repeat(isPath ? "**a" : "*a", 60)) + "b";
        var text = new string('a', 10_000);
        var start = Stopwatch.GetTimestamp();
        Assert.False(Glob.Of(pattern, isPath).IsMatch(text));
        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(2));
    }

    /// <summary>Any longer run of stars is two of them.</summary>
    private static string Squeezed(string pattern)
    {
        while (pattern.Contains("***", StringComparison.Ordinal))
            pattern = pattern.Replace("***", "**", StringComparison.Ordinal);
        return pattern;
    }

    private static string Text(Random random, string letters, int most) =>
        new([.. Enumerable.Range(0, random.Next(1, most)).Select(_ => letters[random.Next(letters.Length)])]);
}
