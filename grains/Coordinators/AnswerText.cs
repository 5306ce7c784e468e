using System.Diagnostics;
using System.Text;
using OmniSage.GrainInterfaces.Questions;
using OmniSage.Grains.Runs;

namespace OmniSage.Grains.Coordinators;

/// <summary>Reads what follows <c>/answer</c>, and says what became of an answer. Pure.</summary>
internal static class AnswerText
{
    /// <summary>
    /// The task's number, where one is named, and the answer. A number with something behind it is always a task's, so
    /// that no answer goes to a task that was not meant; a number alone is the answer.
    /// </summary>
    public static (string? Number, string Text) Read(string words)
    {
        var said = words.Trim();
        var end = said.IndexOfAny([' ', '\t', '\n', '\r']);
        if (end < 0) return (null, said);
        var first = said[..end];
        var digits = first.StartsWith('#') ? first[1..] : first;
        return digits.Length > 0 && digits.All(char.IsAsciiDigit) ? (first, said[end..].Trim()) : (null, said);
    }

    public static string Usage(IReadOnlyCollection<DelegatedTask> open) => open.Count == 0
        ? "No task asks anything."
        : new StringBuilder("Say /answer TEXT, or /answer N TEXT where several tasks ask.\n")
            .AppendJoin('\n', open.Select(QuestionText.Line)).ToString();

    public static string Of(DelegatedTask task, AnswerReceipt receipt) => receipt.Outcome switch
    {
        AnswerOutcome.Taken => $"Passed on to task {task.Number}: {Short(receipt.Answer)}",
        AnswerOutcome.AlreadyAnswered => $"Task {task.Number} has its answer already: {Short(receipt.Answer)}",
        AnswerOutcome.Expired => $"Nobody answered task {task.Number} in time; it goes on without.",
        AnswerOutcome.Withdrawn => $"Task {task.Number} has ended, or is being cancelled.",
        AnswerOutcome.NotFound => $"Task {task.Number} asks nothing.",
    };

    /// <summary>What the model is told by.</summary>
    public static string CodeOf(AnswerOutcome outcome) => outcome switch
    {
        AnswerOutcome.AlreadyAnswered => "already_answered",
        AnswerOutcome.Expired => "no_answer",
        AnswerOutcome.Withdrawn or AnswerOutcome.NotFound => "no_such_question",
        AnswerOutcome.Taken => throw new UnreachableException("What is taken is no fault."),
    };

    private static string Short(QuestionAnswer? answer) =>
        VisibleText.Line(answer?.Text ?? "", QuestionText.ShortCharsMax);
}
