using OmniSage.Api.OpenAi;

namespace OmniSage.Api.Tests.OpenAi;

/// <summary>An answer's text is what was said, once and in order, whatever reaches a reader live.</summary>
public sealed class AnswerTextTests
{
    private static readonly Guid Run = Guid.CreateVersion7();

    private readonly List<string> sent = [];

    [Fact]
    public void Pieces_AreSentOnce_AndTheLogBringsTheRest()
    {
        var text = New();
        text.Hear(Piece(0, "Hel"));
        text.Hear(Piece(0, "Hello "));
        text.Hear(Piece(3, "lo "));
        text.Responded(Run, 1, "Hello you.");
        text.Sent(Run, "Hello you.");
        Assert.Equal(["Hel", "lo ", "you."], sent);
    }

    [Fact]
    public void Gap_WaitsForTheLog()
    {
        var text = New();
        text.Hear(Piece(0, "Hel"));
        text.Hear(Piece(6, "you"));
        text.Hear(Piece(3, "lo "));
        text.Responded(Run, 1, "Hello you.");
        Assert.Equal(["Hel", "lo you."], sent);
    }

    [Fact]
    public void BeginningThatWasMissed_WaitsForTheLog()
    {
        var text = New();
        text.Hear(Piece(3, "lo"));
        Assert.Empty(sent);
        text.Responded(Run, 1, "Hello");
        Assert.Equal("Hello", text.ToString());
    }

    [Fact]
    public void AnotherModel_ThatTookOver_IsSaidWhole()
    {
        var text = New();
        text.Hear(Piece(0, "From the fir"));
        text.Hear(Piece(0, "From the second", attempt: 1, again: 1));
        text.Responded(Run, 1, "From the second.");
        text.Sent(Run, "From the second.");
        Assert.Equal("From the fir\n\nFrom the second.", text.ToString());
    }

    [Fact]
    public void StepThatWasDropped_LeavesWhatItSaid_AndTheNextIsSaidOnce()
    {
        var text = New();
        text.Hear(Piece(0, "Let me "));
        text.Dropped(Run, 1);
        text.Hear(Piece(7, "see"));
        text.Responded(Run, 2, "All right.");
        text.Sent(Run, "All right.");
        Assert.Equal("Let me \n\nAll right.", text.ToString());
    }

    [Fact]
    public void Steps_AreApart_AndTheLastOneIsNotSaidTwice()
    {
        var text = New();
        text.Responded(Run, 1, "I look it up.");
        text.Responded(Run, 2, " ");
        text.Responded(Run, 3, "It is 42.");
        text.Sent(Run, "It is 42. ");
        Assert.Equal("I look it up.\n\nIt is 42.", text.ToString());
    }

    [Fact]
    public void CharacterOfTwoHalves_IsSentInOnePiece()
    {
        var text = New();
        text.Hear(Piece(0, "a\ud83e"));
        text.Hear(Piece(2, "\udd89b"));
        text.Responded(Run, 1, "a🦉b");
        Assert.Equal(["a", "🦉b"], sent);
    }

    [Fact]
    public void MoreThanTheClientTakes_IsCut_NotInTheMiddleOfACharacter()
    {
        var text = New(charsMax: 4);
        text.Responded(Run, 1, "abc🦉");
        Assert.True(text.IsCut);
        Assert.Equal("abc", text.ToString());
        text.Responded(Run, 2, "more");
        Assert.Equal("abc", text.ToString());
    }

    private AnswerText New(long charsMax = long.MaxValue) => new(charsMax, sent.Add);

    private static LiveOutput Piece(long offset, string text, int attempt = 1, int again = 0) => new()
    {
        Run = new(new(Guid.Empty), Run),
        Step = 1,
        Attempt = attempt,
        Channel = LiveChannel.Answer,
        Offset = offset,
        Text = text,
        Try = again,
    };
}
