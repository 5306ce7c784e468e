using OmniSage.Grains.Coordinators;
using OmniSage.Grains.Coordinators.Summaries;

namespace OmniSage.Grains.Tests.Coordinators.Summaries;

public sealed class TalkExtractTests
{
    [Fact]
    public void Extract_OfLittle_QuotesAllOfIt_WithWhoSaidIt_InOrder() => Assert.Equal(
        "person: My cat is called Minka.\nperson: She is three years old!\nagent: What a nice name.",
        TalkExtract.Of("", [Said("My cat is called Minka. She is three years old!"), Said("What a nice name.", true)]));

    [Fact]
    public void Extract_OfMuch_IsBounded_AndPrefersWhatTells()
    {
        var said = Enumerable.Range(0, 400).Select(number => Said($"so this and that goes on and on {Word(number)}"))
            .Append(Said("We decided that the launch is on March 14 in Lisbon."))
            .Concat(Enumerable.Range(400, 400).Select(number => Said($"so this and that goes on {Word(number)}", true)))
            .ToList();
        var text = TalkExtract.Of("", said);
        Assert.InRange(text.Length, SummaryText.CharsMax - 100, SummaryText.CharsMax);
        Assert.Contains("person: We decided that the launch is on March 14 in Lisbon.", text, StringComparison.Ordinal);
        // Among what says nothing, what was said last.
        Assert.Contains(Word(799), text, StringComparison.Ordinal);
        Assert.DoesNotContain($"{Word(3)}\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Extract_OfAnExtract_KeepsWhatTells_HoweverOftenItIsMade()
    {
        var text = TalkExtract.Of("", [Said("Please remember: the budget is 4,200 euro for Anna.")]);
        for (var round = 0; round < 50; round++)
        {
            var more = Enumerable.Range(20 * round, 20).Select(number => Said($"{Word(number)} goes on"));
            text = TalkExtract.Of(text, [.. more]);
        }

        Assert.StartsWith("person: Please remember: the budget is 4,200 euro", text, StringComparison.Ordinal);
        Assert.InRange(text.Length, 1, SummaryText.CharsMax);
    }

    [Fact]
    public void Extract_OfWhatWasSaidTwice_SaysItOnce() => Assert.Equal(
        "agent: Something else entirely.\nperson: The same thing.",
        TalkExtract.Of("person: The same thing.", [Said("Something else entirely.", true), Said("The same thing.")]));

    [Theory]
    [InlineData("Version 1.5 of a.txt is out. Fine", "Version 1.5 of a.txt is out.|Fine")]
    [InlineData("one\r\ntwo\n\n", "one|two")]
    [InlineData("\u4F60\u597D\u3002\u518D\u89C1", "\u4F60\u597D\u3002|\u518D\u89C1")]
    [InlineData(" \n ", "")]
    public void Sentences_EndWhereTheyEnd(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', Sentences.Of(text)));

    [Fact]
    public void Sentence_TooLong_IsCut_BetweenCharacters()
    {
        foreach (var shift in Enumerable.Range(0, 2))
        {
            var text = new string('x', shift) + string.Concat(Enumerable.Repeat("😀", Sentences.CharsMax));
            var cut = Assert.Single(Sentences.Of(text));
            Assert.InRange(cut.Length, Sentences.CharsMax - 2, Sentences.CharsMax);
            Assert.False(char.IsHighSurrogate(cut[^2]));
        }
    }

    [Fact]
    public void Summary_TooLong_IsCut()
    {
        Assert.Equal(new string('x', SummaryText.CharsMax), SummaryText.Cut(new('x', SummaryText.CharsMax)));
        var cut = SummaryText.Cut(new('x', SummaryText.CharsMax + 1));
        Assert.Equal(SummaryText.CharsMax, cut.Length);
        Assert.EndsWith("[… cut]", cut, StringComparison.Ordinal);
    }

    /// <summary>A word of letters only, different for each number.</summary>
    private static string Word(int number) =>
        string.Concat($"{number:D4}".Select(digit => (char)('a' + (digit - '0')))) + "word";

    private static Utterance Said(string text, bool isAgent = false) => new(Ids.Of(1), isAgent, text, Labels.Member);
}
