using OmniSage.Storage.Memories;

namespace OmniSage.Storage.Tests.Memories;

public sealed class FactWordsTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("Our fiscal-year starts: May!", "our fiscal year starts may")]
    [InlineData("ÀÉÎõü Straße", "aeiou strasse")]
    [InlineData("Zu\u0308rich", "zurich")]
    [InlineData("v2.10 #0A4D8C", "v2 10 0a4d8c")]
    [InlineData("привет МИР 世界", "привет мир 世界")]
    [InlineData("\"a\" OR (b) * : ^ 'c' | & ! \\ \0", "a or b c")]
    [InlineData("\ud800x", "x")]
    public void Words_AreLettersAndDigits(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', FactWords.Of(text)));

    [Theory]
    [InlineData("what do you know about the fiscal years?", "fiscal year")]
    [InlineData("to be or not to be", "to be or not")]
    [InlineData("books booked booking book", "book")]
    public void Query_LeavesOutWhatSaysNothing(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', FactWords.Query(text)));

    [Fact]
    public void Words_AreBounded()
    {
        Assert.Equal(FactWords.WordCharsMax, Assert.Single(FactWords.Of(new string('x', 10_000))).Length);
        var many = string.Join(' ', Enumerable.Range(0, 1_000).Select(number => $"w{number}"));
        Assert.Equal(FactWords.QueryWordsMax, FactWords.Query(many).Length);
    }

    [Fact]
    public void Score_IsMoreForMoreWords_ForNewer_AndForMoreImportant()
    {
        var query = FactWords.Query("fiscal year may");
        var day = TimeSpan.FromDays(1);
        double Of(string text, TimeSpan age, int importance) =>
            FactScore.Of(query, FactWords.Of(text), age, importance);
        Assert.Equal(1, Of("fiscal year may", TimeSpan.Zero, 5), 6);
        Assert.True(Of("fiscal year", day, 3) > Of("fiscal horse apple", day, 3));
        Assert.True(Of("fiscal year", day, 3) > Of("fiscal year", 100 * day, 3));
        Assert.True(Of("fiscal year", day, 4) > Of("fiscal year", day, 3));
        Assert.InRange(Of("", -day, 1), 0, 0.2);
        Assert.Equal(1, FactScore.WordsWeight + FactScore.RecencyWeight + FactScore.ImportanceWeight, 6);
    }

    [Theory]
    [InlineData("fiscal years", "our fiscal year starts in May", true)]
    [InlineData("our fiscal year starts in May", "our fiscal year starts in June", false)]
    [InlineData("that long talk about the fiscal year", "fiscal year", true)]
    [InlineData("", "fiscal year", false)]
    public void Whole_IsWhatLeavesNoWordOut(string query, string fact, bool isWhole) =>
        Assert.Equal(isWhole, FactScore.IsWhole(FactWords.Query(query), FactWords.Of(fact)));
}
