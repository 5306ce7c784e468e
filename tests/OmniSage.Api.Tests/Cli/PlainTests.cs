using OmniSage.Cli.Display;

namespace OmniSage.Api.Tests.Cli;

public sealed class PlainTests
{
    [Theory]
    [InlineData("plain é 😀\n\tok", "plain é 😀\n\tok")]
    [InlineData("\u001b[2Jboo", "␛[2Jboo")]
    [InlineData("a\r\nb\rc", "a\nb␍c")]
    [InlineData("\0\u0007\u007f", "␀␇␡")]
    [InlineData("\u009b31m", "<U+009B>31m")]
    [InlineData("abc\u202edcba", "abc<U+202E>dcba")]
    [InlineData("exam\u200bple\u00ad.com", "exam<U+200B>ple<U+00AD>.com")]
    [InlineData("pay\U000E0061\U000E007F\u206a me", "pay<U+E0061><U+E007F><U+206A> me")]
    [InlineData("👩\u200d💻", "👩\u200d💻")]
    [InlineData("[red]markup[/]", "[red]markup[/]")]
    [InlineData("a\U000E0041\U000E0100b", "a<U+E0041><U+E0100>b")]
    [InlineData("a\U0001D173b", "a<U+1D173>b")]
    [InlineData("a\u3164\u2800\u115fb", "a<U+3164><U+2800><U+115F>b")]
    [InlineData("a\ud83d", "a\ud83d")]
    public void Text_ThatMovesATerminal_IsMadeVisible(string text, string shown) =>
        Assert.Equal(shown, Plain.Text(text));

    /// <summary>Not an attribute's text: those hold whole characters only.</summary>
    [Fact]
    public void Half_OfACharacter_IsMadeVisible() =>
        Assert.Equal("torn <U+D83D> end", Plain.Text("torn \ud83d end"));

    [Fact]
    public void Short_NeverCutsACharacterInTwo()
    {
        Assert.Equal("ab…", Plain.Short("ab😀cd", 4));
        Assert.Equal("ab␊cd", Plain.Short("ab\ncd", 5));
    }
}
