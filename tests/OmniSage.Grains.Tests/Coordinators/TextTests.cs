using System.Text;
using OmniSage.Grains.Coordinators;
using static OmniSage.Grains.Tests.Coordinators.Threads;

namespace OmniSage.Grains.Tests.Coordinators;

public sealed class TextTests
{
    [Theory]
    [InlineData("/status", "status", 0)]
    [InlineData("  /Cancel  3 ", "cancel", 1)]
    [InlineData("/config mode queue", "config", 2)]
    public void SlashCommand_IsRead(string text, string name, int words)
    {
        var command = SlashCommand.Read(text);
        Assert.Equal(name, command?.Name);
        Assert.Equal(words, command?.Words.Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/1")]
    [InlineData("// a comment")]
    [InlineData("/etc/passwd")]
    [InlineData("status")]
    [InlineData("/status\nplease")]
    public void Message_IsNoCommand(string text) => Assert.Null(SlashCommand.Read(text));

    [Fact]
    public void LongLine_IsNoCommand()
    {
        Assert.NotNull(SlashCommand.Read("/x " + new string('y', SlashCommand.CharsMax - 3)));
        Assert.Null(SlashCommand.Read("/x " + new string('y', SlashCommand.CharsMax - 2)));
    }

    [Fact]
    public void StatusText_SaysWhatIsUnderWay()
    {
        Assert.Equal("No turn is running. No task is running.", StatusText.Of(Opened));
        var busy = Opened.After(
            Received(10, run: 20),
            Started(20),
            Delegated(30, 20),
            Delegated(31, 20),
            Finished(30),
            new TaskCancelling(Ids.Of(31), By),
            Received(11, run: 21, mode: QueueMode.Queue));
        Assert.Equal(
            """
            A turn is running, one waits.
              task 2  cancelling  Task 31
            Ended last:
              task 1  unverified  Task 30
            """,
            StatusText.Of(busy));
    }

    [Fact]
    public void RecentTalk_IsBounded_InUtterancesAndCharacters()
    {
        var talk = RecentTalk.Empty;
        for (var number = 0; number < 100; number++) talk = talk.Add(Said($"{number}"));
        Assert.Equal(RecentTalk.UtterancesMax, talk.Utterances.Length);
        Assert.Equal("99", talk.Utterances[^1].Text);
        Assert.Equal(talk.Utterances.Sum(one => one.Text.Length), talk.Chars);

        for (var number = 0; number < 20; number++) talk = talk.Add(Said(new('x', 100_000)));
        Assert.InRange(talk.Chars, RecentTalk.CharsMax - RecentTalk.UtteranceCharsMax, RecentTalk.CharsMax);
        Assert.All(talk.Utterances, one => Assert.InRange(one.Text.Length, 1, RecentTalk.UtteranceCharsMax));
        Assert.EndsWith("cut: the message was longer]", talk.Utterances[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void RecentTalk_CutsNoCharacterInTwo()
    {
        for (var shift = 0; shift < 2; shift++)
        {
            var text = new string('x', shift) + string.Concat(Enumerable.Repeat("😀", RecentTalk.UtteranceCharsMax));
            var cut = RecentTalk.Empty.Add(Said(text)).Utterances[0].Text;
            Assert.DoesNotContain(Rune.ReplacementChar, cut.EnumerateRunes());
        }
    }

    private static Utterance Said(string text) => new(Ids.Of(1), IsAgent: true, text, Labels.Member);
}
