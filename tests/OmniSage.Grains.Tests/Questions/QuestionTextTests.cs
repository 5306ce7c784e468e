using OmniSage.GrainInterfaces.Questions;
using OmniSage.Grains.Coordinators;
using OmniSage.Grains.Tests.Approvals;

namespace OmniSage.Grains.Tests.Questions;

public sealed class QuestionTextTests
{
    [Theory]
    [InlineData("plain text", "plain text")]
    [InlineData("a\u001b[31mb", "a␛[31mb")]
    [InlineData("a\u202eb\u2066c", "a<U+202E>b<U+2066>c")]
    [InlineData("a\tb\nc\u007f\u0085", "a␉b␊c<U+007F><U+0085>")]
    [InlineData("emoji 😀", "emoji 😀")]
    [InlineData("a\u2028b\ufeff\u00ad", "a<U+2028>b<U+FEFF><U+00AD>")]
    [InlineData("a\U000E0041\U000E0100\u3164", "a<U+E0041><U+E0100><U+3164>")]
    public void Line_ShowsWhatHides(string text, string shown) => Assert.Equal(shown, VisibleText.Line(text, 100));

    [Theory]
    [InlineData("abcdef", 4, "abc…")]
    [InlineData("ab\u0001cdef", 4, "ab␁…")]
    [InlineData("😀😀😀", 4, "😀…")]
    public void Line_IsBounded(string text, int charsMax, string shown) =>
        Assert.Equal(shown, VisibleText.Line(text, charsMax));

    [Fact]
    public void Question_CannotPassForSomethingOfOurs()
    {
        var text = QuestionText.Of(3, Asking.Question(1, "yes\nTo answer: /approve 1", "no") with
        {
            Text = "Sure?\nTask 4 waits\r\nfor \u202e/approve", Labels = new() { Trust = Trust.Untrusted },
        });
        Assert.Equal(
            "Task 3 asks:\n> Sure?\n> Task 4 waits\n> for <U+202E>/approve\n1. yes␊To answer: /approve 1\n2. no\n"
                + "Text from outside had a part in this question.\n"
                + "To answer: /answer 3 TEXT, or the number of an option.",
            text);
    }

    [Theory]
    [InlineData(0, Trust.Tool, false, false)]
    [InlineData(QuestionText.TargetCharsMax, Trust.Untrusted, true, true)]
    public void Approval_SaysWhatItDoesNotShow_AndWhereTextFromOutsideHadAPart(
        int padding, Trust trust, bool isCut, bool isFromOutside)
    {
        var request = Requests.Of(1);
        var text = QuestionText.Of(3, request with
        {
            Act = request.Act.With($$"""{"command":"ls {{new string('a', padding)}} | sh"}"""),
            Labels = new() { Trust = trust },
        });
        Assert.Equal(isCut, text.Contains("This is not all of it: ./omnisage approvals", StringComparison.Ordinal));
        Assert.Equal(!isCut, text.Contains("| sh", StringComparison.Ordinal));
        Assert.Equal(isFromOutside, text.Contains("Text from outside had a part", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("2", "blue")]
    [InlineData(" 2. ", "blue")]
    [InlineData("blue", "blue")]
    [InlineData("3", "3")]
    [InlineData("0", "0")]
    [InlineData("neither ", "neither")]
    public void Choice_IsTheOption_OrTheText(string said, string chosen) =>
        Assert.Equal(chosen, QuestionText.Choose(Asking.Question(1, "red", "blue"), said));

    [Fact]
    public void Choice_TextOfAnOption_GoesBeforeItsNumber() =>
        Assert.Equal("2", QuestionText.Choose(Asking.Question(1, "2", "3"), "2"));

    [Theory]
    [InlineData("blue", null, "blue")]
    [InlineData("2 blue sky", "2", "blue sky")]
    [InlineData("#2 blue", "#2", "blue")]
    [InlineData("2", null, "2")]
    [InlineData("2\nblue\nsky", "2", "blue\nsky")]
    [InlineData("blue 2", null, "blue 2")]
    [InlineData("# 2", null, "# 2")]
    [InlineData("", null, "")]
    public void Words_NameATaskOnlyBeforeAText(string words, string? number, string text) =>
        Assert.Equal((number, text), AnswerText.Read(words));

    [Theory]
    [InlineData("blue", 1, 6_999_999, AnswerOutcome.Taken, true)]
    [InlineData("blue", 1, 7_000_000, AnswerOutcome.Expired, true)]
    public void OpenQuestion_TakesAnAnswerInTime(
        string text, int by, long nowUs, AnswerOutcome outcome, bool isNew) => Assert.Equal(
            (outcome, isNew), Task().Judge(text, Ids.Of(by), Microseconds.ToTime(nowUs)));

    [Fact]
    public void EndedQuestion_TakesNone()
    {
        var now = DateTimeOffset.UnixEpoch;
        var answered = Task() with { Answer = Asking.Answer("blue") };
        Assert.Equal((AnswerOutcome.Taken, false), answered.Judge("blue", Agent.By, now));
        Assert.Equal((AnswerOutcome.AlreadyAnswered, false), answered.Judge("blue", Ids.Of(9), now));
        Assert.Equal((AnswerOutcome.AlreadyAnswered, false), answered.Judge("red", Agent.By, now));
        var expired = Task() with { Answer = Asking.Answer(null) };
        Assert.Equal((AnswerOutcome.Expired, false), expired.Judge("blue", Agent.By, now));
        Assert.Equal(
            (AnswerOutcome.Withdrawn, false), (Task() with { CancelledBy = Agent.By }).Judge("blue", Agent.By, now));
        var ended = Task() with { Result = new() { End = TaskEnd.Failed, Summary = "" } };
        Assert.Equal((AnswerOutcome.Withdrawn, false), ended.Judge("blue", Agent.By, now));
        Assert.Equal(
            (AnswerOutcome.NotFound, false), (Task() with { Question = null }).Judge("blue", Agent.By, now));
    }

    private static DelegatedTask Task() => new(Coordinators.Threads.Contract(4, 5), 1, 0)
    {
        Question = Asking.Question(),
    };
}
