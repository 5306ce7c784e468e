using System.Diagnostics;
using OmniSage.GrainInterfaces.Questions;
using OmniSage.Grains.Coordinators.Summaries;
using OmniSage.Grains.Journals;
using OmniSage.Grains.Runs;

namespace OmniSage.Grains.Coordinators;

/// <summary>What a coordinator knows of its thread: the fold of the thread's journal.</summary>
internal sealed partial record Conversation : IFold<Conversation>
{
    /// <summary>Client ids remembered in memory; older ones are looked up in the database.</summary>
    public const int ClientIdsMax = 64;

    /// <summary>Ended tasks that stay in the table for people to see.</summary>
    public const int EndedTasksMax = 20;

    /// <summary>Notices of limits that are known again.</summary>
    public const int NoticesMax = 32;

    public static Conversation Empty { get; } = new();

    /// <summary>4: with what tasks wait for of their budget, and how deep turns follow tasks.</summary>
    public static int SnapshotSchema => 4;

    /// <summary>Null until the thread is opened.</summary>
    public ThreadOpened? Opened { get; init; }

    public long OpenedUs { get; init; }

    /// <summary>What the thread was named, or else what its first message is about.</summary>
    public string Title { get; init; } = "";

    public QueueMode Mode { get; init; }

    /// <summary>Facts that are said here are kept when somebody wants them to be.</summary>
    public bool KeepsFacts { get; init; } = true;

    public RecentTalk Talk { get; init; } = RecentTalk.Empty;

    /// <summary>What was said before that.</summary>
    public TalkDigest Digest { get; init; } = TalkDigest.Empty;

    /// <summary>The one turn that runs.</summary>
    public ActiveTurn? Turn { get; init; }

    /// <summary>Turns whose run ids are promised and that have not started, in order.</summary>
    public ImmutableArray<QueuedTurn> Queue { get; init; } = [];

    public ImmutableArray<DelegatedTask> Tasks { get; init; } = [];

    public int TasksEver { get; init; }

    public long MessagesEver { get; init; }

    public ImmutableArray<SeenMessage> Seen { get; init; } = [];

    /// <summary>The command whose answer comes next. Neither is talk: no model is to read or to continue it.</summary>
    public Guid? Command { get; init; }

    /// <summary>Notices of limits that were told here lately; what they say is not talk.</summary>
    public ImmutableArray<Guid> Notices { get; init; } = [];

    /// <summary>Commands whose work is done outside and whose answers have not come.</summary>
    public ImmutableArray<CommandBegun> Carried { get; init; } = [];

    /// <summary>The turn or task that was begun last.</summary>
    public Guid? LastRun { get; init; }

    public Conversation Apply(EventPayload payload, EventFacts facts) => payload switch
    {
        ThreadOpened opened => this with
        {
            Opened = opened,
            OpenedUs = facts.AtUs,
            Title = opened.Title,
            Mode = opened.Mode,
        },
        SettingsChanged changed => this with { Mode = changed.Mode },
        MemorySwitched switched => this with { KeepsFacts = switched.IsOn },
        MessageReceived received => Receive(received, facts),
        MessageSent sent when sent.Run == Command => this with { Command = null },
        MessageSent sent when FindCarried(sent.Run) is { } carried => this with { Carried = Carried.Remove(carried) },
        MessageSent sent when Notices.Contains(sent.Message) => this,
        // What a task waits for is for people; of a question the model is told while it is open.
        MessageSent sent when FindTask(sent.Run) is not null => this,
        MessageSent sent => Say(new(sent.Run, IsAgent: true, sent.Text, facts.Brought, sent.Message)),
        TalkSummarising begun => this with { Digest = Digest.Begin(begun) },
        TalkSummarised made => this with { Digest = Digest.Conclude(made, facts.Brought) },
        TalkForgotten forgotten => (this with { Digest = Digest.Forget(forgotten.Runs) }).ForgetOldRuns(),
        PayloadErased erased => this with { Digest = Digest.Erase(erased.Seq) },
        TurnStarted started => Leave(started.Run) with
        {
            Turn = Begin(Queue.First(queued => queued.Run == started.Run)),
            LastRun = started.Run,
        },
        TurnEnded ended => Leave(ended.Run) with
        {
            Turn = Turn?.Run == ended.Run ? null : Turn,
            // A picture that no model took would keep every later turn from an answer, too.
            Talk = ended.Status is RunStatus.Failed ? Talk.WithoutImagesOf(ended.Run) : Talk,
        },
        TaskDelegated delegated => this with
        {
            Tasks = Tasks.Add(new(delegated.Contract, TasksEver + 1, facts.AtUs) { Depth = Turn?.Depth ?? 0 }),
            Turn = Turn is null ? null : Turn with { Tasks = Turn.Tasks + 1 },
            TasksEver = TasksEver + 1,
            LastRun = delegated.Contract.Run,
        },
        QuestionAsked asked => WithTask(asked.Question.Run, task => task with
        {
            Question = asked.Question, AskedUs = facts.AtUs, Answer = null,
        }),
        QuestionAnswered answered => End(answered.Answer),
        QuestionExpired expired => End(new() { Question = expired.Question, Labels = Labels.System }),
        ApprovalRequested requested => WithTask(requested.Request.Run, task => task with
        {
            Approval = new(requested.Request.Approval, requested.Request.ExpiresUs),
        }),
        BudgetShort wanting => WithTask(wanting.Run, task => task with { Shortage = wanting.Shortage }),
        BudgetNoticed told => this with { Notices = Bounded(Notices.Add(told.Notice.Id), NoticesMax) },
        CommandBegun begun => this with { Command = null, Carried = Carried.Add(begun) },
        TaskCancelling cancelling => WithTask(cancelling.Task, task => task with { CancelledBy = cancelling.By }),
        TaskFinished finished => Finish(finished),
        _ => throw new UnreachableException($"A thread's journal holds no {payload.GetType().Name}."),
    };

    private Conversation Receive(MessageReceived received, EventFacts facts)
    {
        var known = this with
        {
            MessagesEver = MessagesEver + 1,
            Title = Title.Length > 0 || received.Kind == RunKind.Command ? Title : Titles.Of(received.Text),
            Seen = received.ClientId is null
                ? Seen
                : Bounded(Seen.Add(SeenMessage.Of(received)), ClientIdsMax),
        };
        if (received.Kind == RunKind.Command) return known with { Command = received.Run };
        var message = new RunMessage(received.Message, received.Text) { Images = received.Images };
        known = known.Say(new(received.Run, IsAgent: false, received.Text, facts.Brought, received.Message)
        {
            Images = received.Images,
        });
        if (Turn?.Run == received.Run) return known with { Turn = Join(Turn, message, received.By) };
        var queued = Queue.FirstOrDefault(turn => turn.Run == received.Run);
        return known with
        {
            Queue = queued is null
                ? Queue.Add(new(received.Run, received.Mode, received.By, [message], []))
                : Queue.Replace(queued, queued with
                {
                    Messages = queued.Messages.Add(message),
                    IsShared = queued.IsShared || queued.By != received.By,
                }),
        };
    }

    private static ActiveTurn Begin(QueuedTurn queued) => new(queued.Run, queued.By, [], queued.IsShared)
    {
        Depth = queued.Depth,
    };

    private static ActiveTurn Join(ActiveTurn turn, RunMessage message, Guid by) => turn with
    {
        Steered = turn.Steered.Add(message),
        Depth = 0,
        IsShared = turn.IsShared || turn.By != by,
    };

    private Conversation Finish(TaskFinished finished)
    {
        var known = WithTask(finished.Task, task => task with { Result = finished.Result });
        if (finished.Turn is not { } turn) return known.ForgetOldTasks();
        var parent = FindTask(finished.Task)!.Contract;
        var told = known.TasksOf(parent.Turn).Where(task => task is { Result: not null, ReportedIn: null }).ToList();
        var results = told.Select(task => task.ToReport());
        foreach (var task in told) known = known.WithTask(task.Contract.Task, one => one with { ReportedIn = turn });
        known = known with
        {
            Queue = Queue.Add(new(turn, QueueMode.Queue, parent.By, [], [.. results], parent.Turn)
            {
                Depth = FindTask(finished.Task)!.Depth + 1,
            }),
        };
        if (Digest.Withheld.Contains(parent.Turn)) known = known.Withhold(turn);
        return known.ForgetOldTasks();
    }

    private Conversation End(QuestionAnswer answer) => FindQuestion(answer.Question) is { } asked
        ? WithTask(asked.Contract.Task, task => task with { Answer = answer })
        : this;

    private Conversation Say(Utterance utterance)
    {
        var said = utterance with { Number = Digest.Said + 1 };
        var talk = Talk.Add(said, out var left);
        var known = this with { Talk = talk, Digest = Digest.Take(left) with { Said = said.Number } };
        return Digest.Withheld.IsEmpty ? known : known.ForgetOldRuns();
    }

    private Conversation Withhold(Guid run) =>
        this with { Digest = Digest with { Withheld = Digest.Withheld.Add(run) } };

    /// <summary>Runs that have nothing more to say, and of whose words no summary can be made, need no note.</summary>
    private Conversation ForgetOldRuns() => this with
    {
        Digest = Digest with
        {
            Withheld = Digest.Withheld.RemoveAll(run => Turn?.Run != run
                && !Talk.Utterances.Any(said => said.Run == run)
                && !Queue.Any(queued => queued.Run == run)
                && !OpenTasks.Any(task => task.Contract.Turn == run)),
        },
    };

    private Conversation Leave(Guid run) => this with { Queue = Queue.RemoveAll(queued => queued.Run == run) };

    private Conversation WithTask(Guid task, Func<DelegatedTask, DelegatedTask> change) =>
        FindTask(task) is { } found ? this with { Tasks = Tasks.Replace(found, change(found)) } : this;

    /// <summary>Ended tasks beyond the bound leave the table, unless their turn still waits for others.</summary>
    private Conversation ForgetOldTasks()
    {
        var open = OpenTasks.Select(task => task.Contract.Turn).ToHashSet();
        var ended = Tasks.Where(task => task.Result is not null && !open.Contains(task.Contract.Turn)).ToList();
        return ended.Count <= EndedTasksMax ? this : this with { Tasks = Tasks.RemoveRange(ended[..^EndedTasksMax]) };
    }

    private static ImmutableArray<T> Bounded<T>(ImmutableArray<T> items, int max) =>
        items.Length <= max ? items : items.RemoveRange(0, items.Length - max);
}
