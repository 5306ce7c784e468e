using System.Text;

namespace OmniSage.Grains.Tests.Runs;

public sealed class TextTests
{
    [Theory]
    [InlineData("hello", "hello")]
    [InlineData("  two\n\n lines\t", "two lines")]
    [InlineData("zero\u200Bwidth \u202Eturned", "zerowidth turned")]
    [InlineData("nul\0here", "nul here")]
    [InlineData("", "")]
    public void Title_IsOneCleanLine(string text, string expected) => Assert.Equal(expected, Titles.Of(text));

    [Fact]
    public void Title_OfALongText_IsCutBetweenCharacters()
    {
        var title = Titles.Of(string.Concat(Enumerable.Repeat("😀", 500)));
        Assert.InRange(title.Length, RunSummary.TitleCharsMax - 2, RunSummary.TitleCharsMax);
        Assert.EndsWith("😀…", title, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("é")]
    [InlineData("€")]
    [InlineData("😀")]
    public void Cut_FitsInBytes_BetweenCharacters(string character)
    {
        var text = string.Concat(Enumerable.Repeat(character, 1_000));
        for (var bytesMax = 100; bytesMax < 108; bytesMax++)
        {
            var cut = Utf8Text.Cut(text, bytesMax);
            var bytes = Encoding.UTF8.GetBytes(cut);
            Assert.InRange(bytes.Length, bytesMax - 3, bytesMax);
            Assert.DoesNotContain('\uFFFD', Encoding.UTF8.GetString(bytes));
            Assert.EndsWith("cut: the text was longer]", cut, StringComparison.Ordinal);
        }
    }
}
