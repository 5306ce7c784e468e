using OmniSage.GrainInterfaces.Budgets;
using OmniSage.GrainInterfaces.Questions;

namespace OmniSage.Grains.Coordinators;

/// <summary>A row of the task table.</summary>
/// <param name="Contract">What was asked.</param>
/// <param name="Number">What people call the task in this thread, from 1.</param>
/// <param name="CreatedUs">When it was delegated.</param>
internal sealed record DelegatedTask(TaskContract Contract, int Number, long CreatedUs)
{
    /// <summary>Null while it runs or waits.</summary>
    public TaskResult? Result { get; init; }

    /// <summary>Who wants it ended, before it has.</summary>
    public Guid? CancelledBy { get; init; }

    /// <summary>What the task last asked.</summary>
    public TaskQuestion? Question { get; init; }

    /// <summary>When that was shown.</summary>
    public long AskedUs { get; init; }

    /// <summary>How that question ended, once it has.</summary>
    public QuestionAnswer? Answer { get; init; }

    /// <summary>What people were last shown to decide for it.</summary>
    public ShownApproval? Approval { get; init; }

    /// <summary>The limit that it waits for, as people were last shown.</summary>
    public BudgetShortage? Shortage { get; init; }

    /// <summary>How often tasks and the turns that follow them alternated before it, without a person.</summary>
    public int Depth { get; init; }

    /// <summary>Its question waits for an answer.</summary>
    public bool IsAsking => this is { Result: null, CancelledBy: null, Question: not null, Answer: null };

    /// <summary>The turn that got to know the result; each result is told once.</summary>
    public Guid? ReportedIn { get; init; }

    public bool IsDue(DateTimeOffset now) => Microseconds.Of(now) >= Question!.ExpiresUs;

    /// <summary>What becomes of an answer to its question; what is new has to be written down.</summary>
    public (AnswerOutcome Outcome, bool IsNew) Judge(string text, Guid by, DateTimeOffset now) => this switch
    {
        { Question: null } => (AnswerOutcome.NotFound, false),
        { Answer.Text: { } known } when known == text && Answer.By == by => (AnswerOutcome.Taken, false),
        { Answer.Text: not null } => (AnswerOutcome.AlreadyAnswered, false),
        { Answer: not null } => (AnswerOutcome.Expired, false),
        { IsAsking: false } => (AnswerOutcome.Withdrawn, false),
        _ when IsDue(now) => (AnswerOutcome.Expired, true),
        _ => (AnswerOutcome.Taken, true),
    };

    public OpenQuestion ToOpenQuestion() => new(Number, Question!, AskedUs);

    public TaskEntry ToEntry() => new()
    {
        Task = Contract.Task,
        Run = Contract.Run,
        Turn = Contract.Turn,
        Number = Number,
        Title = Contract.Title,
        End = Result?.End,
        CreatedUs = CreatedUs,
    };

    /// <summary>The task as the turn that follows it gets to know it; only of a task that ended.</summary>
    public TaskReport ToReport() => new(Contract.Task, Number, Contract.Goal, Result!.End, Result.Summary)
    {
        Labels = Result.Labels,
    };
}
