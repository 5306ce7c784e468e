using System.Text.RegularExpressions;
using OmniSage.GrainInterfaces.Artifacts;
using OmniSage.GrainInterfaces.Memory;
using OmniSage.GrainInterfaces.Policies;
using OmniSage.Grains.Approvals;
using OmniSage.Grains.Tests.Approvals;
using OmniSage.Grains.Tests.Questions;

namespace OmniSage.Grains.Tests.Events;

/// <summary>One payload of every type, with every property set.</summary>
internal static class EventSamples
{
    private static readonly RunMessage Message = new(Ids.Of(1), "Grüße 😀 \0");
    private static readonly TaskResult Result = new() { End = TaskEnd.Verified, Summary = "done" };
    private static readonly ToolCall Call = new("c1", "shell.run", """{"command":"ls"}""");

    private static readonly GrantTerms Terms = new()
    {
        Tool = "web.fetch",
        Version = 1,
        Account = Ids.Of(1),
        Agent = "default",
        Hosts = ["example.com"],
        Arguments = [new("/path", "\"a\"")],
        UsesMax = 20,
        Days = 30,
    };

    private static readonly ModelTry Try = new("provider", "model", "code", "Error.");

    private static readonly TaskContract Contract = new()
    {
        Task = Ids.Of(1),
        Run = Ids.Of(1),
        Thread = Ids.Of(2),
        Turn = Ids.Of(3),
        Workspace = Ids.Of(4),
        By = Ids.Of(5),
        Title = "title",
        Goal = "goal",
        Checks = ["true"],
        Tools = ["shell.run"],
        Limits = new(),
        Priority = Priority.Human,
        Labels = new()
        {
            Trust = Trust.Tool, Sensitivity = Sensitivity.Internal, Sources = [Ids.Of(6)], Overflow = true,
        },
        Agent = Ids.Of(7),
    };

    private static readonly Artifact Artifact = new()
    {
        Id = Ids.Of(1),
        Workspace = Ids.Of(2),
        Thread = Ids.Of(3),
        Run = Ids.Of(4),
        Step = 5,
        Tool = "files.publish",
        Path = "a.csv",
        Sha256 = new('a', 64),
        Bytes = 7,
        MediaType = "text/csv",
        Labels = Contract.Labels,
        CreatedUs = 8,
    };

    /// <summary>Before tasks were an agent's.</summary>
    private const string EarlierContract = """
        {"task":"1","run":"1","thread":"2","turn":"3","workspace":"4","by":"5","title":"title","goal":"goal",
         "checks":["true"],"tools":["shell.run"],
         "limits":{"stepsMax":100,"timeMax":"01:00:00","checkRoundsMax":2,"summaryBytesMax":65536},"priority":"human",
         "labels":{"trust":"tool","sensitivity":"internal","sources":["6"],"overflow":true}}
        """;

    /// <summary>Payloads as earlier programs stored them; every later one reads them.</summary>
    public static ImmutableArray<(string Name, int Schema, string Json)> Earlier { get; } =
    [
        ("model.failed", 2, """
            {"step":1,"attempt":2,"code":"code","error":"Error.","retryable":true,
             "tries":[{"provider":"provider","model":"model","code":"code","error":"Error."}]}
            """),
        ("model.responded", 2, """
            {"step":1,"attempt":2,"model":"model","text":"text",
             "calls":[{"id":"c1","tool":"shell.run","arguments":"{}"}],"usage":{"inputTokens":10,"outputTokens":20},
             "provider":"provider",
             "tries":[{"provider":"provider","model":"model","code":"code","error":"Error."}]}
            """),
        ("thread.opened", 1, Stored("""{"workspace":"1","title":"title","mode":"collect","by":"2"}""")),
        ("task.delegated", 1, Stored($$"""{"contract":{{EarlierContract}}}""")),
        ("run.started", 1, Stored($$"""
            {"kind":"task","loop":1,"title":"title","parent":"1","messages":[{"message":"1","text":"text"}],
             "results":[{"task":"1","number":1,"goal":"goal","end":"failed","summary":"summary"}],
             "contract":{{EarlierContract}}}
            """)),
        ("model.failed", 1, """{"step":1,"attempt":2,"code":"code","error":"Error.","retryable":true}"""),
        ("model.responded", 1, """
            {"step":1,"attempt":2,"model":"model","text":"text",
             "calls":[{"id":"c1","tool":"shell.run","arguments":"{}"}],"usage":{"inputTokens":10,"outputTokens":20}}
            """),
    ];

    public static ImmutableArray<EventPayload> All { get; } =
    [
        new ThreadOpened(Ids.Of(1), "title", QueueMode.Collect, Ids.Of(2), Ids.Of(3)),
        new MessageReceived
        {
            Message = Ids.Of(1),
            Run = Ids.Of(2),
            Text = "text",
            By = Ids.Of(3),
            ClientId = "c1",
            Kind = RunKind.Turn,
            Mode = QueueMode.Steer,
            Priority = Priority.Human,
        },
        new MessageSent(Ids.Of(1), Ids.Of(2), "text"),
        new MessageSteered(Ids.Of(1), "text"),
        new SettingsChanged(QueueMode.Interrupt, Ids.Of(1)),
        new TurnStarted(Ids.Of(1), [Ids.Of(2)], [Ids.Of(3)]),
        new TurnEnded(Ids.Of(1), RunStatus.Completed),
        new TaskDelegated(Contract),
        new TaskCancelling(Ids.Of(1), Ids.Of(2)),
        new TaskFinished(Ids.Of(1), Ids.Of(2), Result, Ids.Of(3)),
        new RunStarted
        {
            Kind = RunKind.Task,
            Loop = 1,
            Title = "title",
            Parent = Ids.Of(1),
            Messages = [Message],
            Results = [new(Ids.Of(1), 1, "goal", TaskEnd.Failed, "summary")],
            Contract = Contract,
        },
        new RunParked("place"),
        new RunResumed(),
        new RunCompleted(Result),
        new RunFailed("code", "Error."),
        new RunCancelled(Ids.Of(1), "reason"),
        new StepStarted(1, 2, StepKind.Check),
        new StepFinished(1, 2, true, "result"),
        new ModelRequested(1, "coordinator", ["ab", "cd"], 100),
        new ModelResponded(1, 2, "model", "text", [Call], new(10, 20) { CachedTokens = 5, IsEstimate = true })
        {
            Provider = "provider", Tries = [Try], Charge = BudgetSamples.Charge,
        },
        new ModelFailed(1, 2, "code", "Error.", true) { Tries = [Try], Charge = BudgetSamples.Charge },
        new ToolRequested(1, Call, 3),
        new ToolCompleted(1, 2, "c1", "{}", "abcd"),
        new ToolFailed(1, 2, "c1", "code", "Error.", true),
        new Note("text"),
        new MemoryWritten
        {
            Fact = Ids.Of(1),
            Seq = 7,
            Scope = MemoryScope.OfThread(Ids.Of(2), Ids.Of(3)),
            Text = "text",
            By = Ids.Of(4),
            Importance = 3,
            Source = new()
            {
                JournalKind = JournalKind.Run,
                Journal = Ids.Of(5),
                Seq = 6,
                Event = Ids.Of(7),
                Thread = Ids.Of(8),
                Run = Ids.Of(5),
                Message = Ids.Of(9),
            },
            Supersedes = Ids.Of(10),
            MadeFrom = [Ids.Of(11)],
            ExpiresUs = 12,
        },
        new MemoryForgotten([Ids.Of(1)], Ids.Of(2)),
        new MemorySwitched(false, Ids.Of(1)),
        new MemoryRecalled(0, 1, [new(Ids.Of(1), 0.5, 10)], 10, 20, "abcd", "problem"),
        new AccountOpened("name", true),
        new SessionOffered("aa", Ids.Of(1), TenantRole.Owner, 1),
        new SessionOpened(Ids.Of(1), "aa", "bb", Ids.Of(2), TenantRole.Owner, 1),
        new SessionClosed(Ids.Of(1), "signed out"),
        new AccessGranted(Ids.Of(1), Ids.Of(2), "abcd"),
        new AccessRevoked(Ids.Of(1)),
        new TenantOpened("name", Ids.Of(1)),
        new WorkspaceAdded(Ids.Of(1), "slug", "name", Ids.Of(2)),
        new PayloadErased(7),
        new PolicyChanged(2, "policy: 1", "note", Ids.Of(1), 1),
        new GrantMade(Ids.Of(1), Terms, Ids.Of(2)),
        new GrantUsed(Ids.Of(1), Ids.Of(2), 3),
        new GrantRevoked(Ids.Of(1), Ids.Of(2)),
        new PolicyDecided("c1", "shell.run", 1, 2, PolicyVerdict.Ask, "rule", "why", Ids.Of(1)),
        new ApprovalRequested(Requests.Of(expiresUs: 7) with { Offer = Terms }),
        new ApprovalDecided(Requests.Decision(Requests.Of(expiresUs: 7), allow: true)),
        new ApprovalExpired(new ApprovalState { Request = Requests.Of(expiresUs: 7) }.Lapse()),
        new ApprovalWithdrawn("reason"),
        new QuestionAsked(Asking.Question(1, "red")),
        new QuestionAnswered(Asking.Answer("blue")),
        new QuestionExpired(Ids.Of(1)),
        new CommandBegun(Ids.Of(1), new(Ids.Of(2), "abcd", true, "note", Ids.Of(3), TenantRole.Admin), "abcd"),
        new TalkSummarising(Ids.Of(1), 20),
        new TalkSummarised
        {
            Seq = 7, Text = "text", Messages = 20, Through = Ids.Of(1), By = SummaryMaker.Extract, Run = Ids.Of(2),
        },
        new TalkForgotten([Ids.Of(1)], Ids.Of(2)),
        new MemoryTold([Ids.Of(1)]),
        new SecretSet("openai", 1, 7, "s1:x", ["api.example.com"], Ids.Of(1)),
        new SecretRevoked("openai", Ids.Of(1)),
        new SecretUsed("openai", 1, "api.example.com", "model"),
        new ArtifactCreated("c1", Artifact),
        new FilePublished(new()
        {
            Path = "reports/a.csv",
            Sha256 = Artifact.Sha256,
            Bytes = 7,
            MediaType = "text/csv",
            Labels = Contract.Labels,
            Artifact = Artifact.Id,
            Run = Ids.Of(4),
            By = Ids.Of(6),
            UpdatedUs = 9,
        }),
        new FileRemoved("reports/a.csv", Ids.Of(1)),
        new SettingsWritten(2, "settings: 1\n", "why", Ids.Of(1), 1, [new(Ids.Of(2), "writer")]),
        .. BudgetSamples.All,
    ];

    /// <summary>Ids are written out.</summary>
    private static string Stored(string json) =>
        Regex.Replace(json, "(?<=\")[0-9](?=\")", one => one.Value.PadLeft(32, '0'));
}
