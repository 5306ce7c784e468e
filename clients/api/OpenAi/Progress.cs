using OmniSage.GrainInterfaces.Events;

namespace OmniSage.Api.OpenAi;

/// <summary>
/// How far the work is that a message set off: the fold of its thread's events, in the order of a thread's feed. The
/// answer is over when the turn that takes the message has ended, no turn is to come, and every task that is left waits
/// for a person. Pure.
/// </summary>
internal sealed record Progress
{
    /// <summary>Why a run is parked that may cost no more for now.</summary>
    private const string WaitsForBudget = "budget";

    /// <summary>The run that takes the message.</summary>
    public Guid Root { get; init; }

    /// <summary>The message was seen, or the conversation is one that was read up to it.</summary>
    public bool HasBegun { get; init; }

    public bool IsRootEnded { get; init; }

    /// <summary>When the message was received.</summary>
    public long ReceivedUs { get; init; }

    /// <summary>
    /// The turn that takes the message, and those that follow its tasks; others may speak in the thread.
    /// </summary>
    public ImmutableHashSet<Guid> Own { get; init; } = [];

    /// <summary>Turns that run or are promised.</summary>
    public ImmutableHashSet<Guid> Turns { get; init; } = [];

    /// <summary>Tasks that have not ended, by their runs.</summary>
    public ImmutableDictionary<Guid, OpenTask> Tasks { get; init; } = ImmutableDictionary<Guid, OpenTask>.Empty;

    /// <summary>Runs that only sum up the thread, of which no answer is made.</summary>
    public ImmutableHashSet<Guid> Summaries { get; init; } = [];

    /// <summary>What models took, the turn's and its tasks'.</summary>
    public ModelUsage Usage { get; init; } = new(0, 0);

    /// <summary>Why the turn that takes the message has no answer.</summary>
    public RunFailed? Failure { get; init; }

    public bool IsCancelled { get; init; }

    /// <summary>The approval that the message, a command, decides about.</summary>
    public Guid? Wish { get; init; }

    public bool IsOver => HasBegun && IsRootEnded && Turns.IsEmpty && Tasks.Values.All(task => task.Waits);

    /// <summary>What is to be cancelled when nobody wants the answer any more.</summary>
    public IEnumerable<Guid> Cancellable => Turns.Union(Tasks.Values.Select(task => task.Turn)).Intersect(Own);

    /// <summary>For the message that this run takes, in a thread that is to be read from its beginning.</summary>
    public static Progress For(Guid root) => new() { Root = root, Own = [root] };

    /// <summary>The same conversation, for the next message; nothing of what is left to do is that message's.</summary>
    public Progress Next(Guid root) => this with
    {
        Root = root,
        HasBegun = true,
        IsRootEnded = false,
        ReceivedUs = 0,
        Usage = new(0, 0),
        Failure = null,
        IsCancelled = false,
        Wish = null,
        Own = [root],
    };

    /// <summary>The task whose approval the message was about waits no more: it will hear of the decision.</summary>
    public Progress Decide() => this with
    {
        Wish = null,
        Tasks = Tasks.ToImmutableDictionary(task => task.Key, task => task.Value.Approval == Wish
            ? task.Value with { Approval = null }
            : task.Value),
    };

    public Progress Apply(StoredEvent recorded, EventPayload payload)
    {
        var run = recorded.Journal.Value;
        return payload switch
        {
            MessageReceived received => Receive(received, recorded.AtUs),
            MessageSent sent when Tasks.TryGetValue(sent.Run, out var task) && task.IsShort =>
                WithTask(sent.Run, one => one with { IsToldShort = true }),
            MessageSent sent when sent.Run == Root && !Turns.Contains(Root) => this with { IsRootEnded = true },
            TurnEnded ended => this with
            {
                Turns = Turns.Remove(ended.Run), IsRootEnded = IsRootEnded || ended.Run == Root,
            },
            TaskDelegated { Contract: var task } => this with { Tasks = Tasks.SetItem(task.Run, new(task.Turn)) },
            TaskFinished finished => this with
            {
                Tasks = Tasks.Remove(finished.Run),
                Turns = finished.Turn is { } turn ? Turns.Add(turn) : Turns,
                Own = finished.Turn is { } own && IsOwn(finished.Run) ? Own.Add(own) : Own,
            },
            TalkSummarising summary => this with { Summaries = Summaries.Add(summary.Run) },
            QuestionAsked asked when IsOfThread(recorded) => WithTask(asked.Question.Run, task => task with
            {
                Question = asked.Question.Question,
            }),
            QuestionAnswered { Answer: var answer } when IsOfThread(recorded) => Answer(answer.Question),
            QuestionExpired expired when IsOfThread(recorded) => Answer(expired.Question),
            ApprovalRequested asked when IsOfThread(recorded) => WithTask(asked.Request.Run, task => task with
            {
                Shown = asked.Request.Approval,
            }),
            ApprovalRequested asked => WithTask(run, task => task with { Approval = asked.Request.Approval }),
            ApprovalDecided or ApprovalExpired => WithTask(run, task => task with { Approval = null }),
            RunParked { Reason: WaitsForBudget } => WithTask(run, task => task with { IsShort = true }),
            RunResumed => WithTask(run, task => task with { IsShort = false, IsToldShort = false }),
            CommandBegun { Decision: { } wish } begun when begun.Run == Root => this with { Wish = wish.Approval },
            ModelResponded said when HasBegun && !Summaries.Contains(run) => this with
            {
                Usage = new(
                    Usage.InputTokens + said.Usage.InputTokens, Usage.OutputTokens + said.Usage.OutputTokens),
            },
            RunFailed failed when run == Root => this with { Failure = failed },
            RunCancelled when run == Root => this with { IsCancelled = true },
            _ => this,
        };
    }

    private static bool IsOfThread(StoredEvent recorded) => recorded.Journal.Kind is JournalKind.Thread;

    private bool IsOwn(Guid task) => Tasks.TryGetValue(task, out var known) && Own.Contains(known.Turn);

    private Progress Receive(MessageReceived received, long atUs)
    {
        var known = received.Kind is RunKind.Turn ? this with { Turns = Turns.Add(received.Run) } : this;
        return received.Run == Root ? known with { HasBegun = true, ReceivedUs = atUs } : known;
    }

    private Progress Answer(Guid question) =>
        Tasks.FirstOrDefault(task => task.Value.Question == question) is { Value: not null } asking
            ? WithTask(asking.Key, task => task with { Question = null })
            : this;

    private Progress WithTask(Guid run, Func<OpenTask, OpenTask> change) =>
        Tasks.TryGetValue(run, out var task) ? this with { Tasks = Tasks.SetItem(run, change(task)) } : this;
}
