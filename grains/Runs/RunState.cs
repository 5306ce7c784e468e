using OmniSage.GrainInterfaces.Artifacts;
using OmniSage.Grains.Approvals;
using OmniSage.Grains.Artifacts;
using OmniSage.Grains.Budgets;
using OmniSage.Grains.Journals;

namespace OmniSage.Grains.Runs;

/// <summary>What is known of one run: the fold of its journal. What comes next follows from it alone.</summary>
internal sealed partial record RunState : IFold<RunState>
{
    public static RunState Empty { get; } = new();

    /// <summary>5: with its budget, and calls that repeat.</summary>
    public static int SnapshotSchema => 5;

    /// <summary>Null until the run is started.</summary>
    public RunStarted? Started { get; init; }

    public RunStatus Status { get; init; } = RunStatus.Queued;

    public long StartedUs { get; init; }

    public long UpdatedUs { get; init; }

    /// <summary>
    /// Time spent parked, or in an attempt that never reported as its process died: no limit counts it.
    /// </summary>
    public long ParkedUs { get; init; }

    /// <summary>When it was parked, where it is.</summary>
    public long ParkedSinceUs { get; init; }

    /// <summary>The call that a person is asked about, from the wish to ask until it is made or given up.</summary>
    public Waiting? Waiting { get; init; }

    /// <summary>The question that it waits with, until it goes on.</summary>
    public AskedQuestion? Question { get; init; }

    public int QuestionsEver { get; init; }

    /// <summary>
    /// The join of everything that the next model request can be made of, so that whatever a model says or wants is
    /// trusted no more than the least of it.
    /// </summary>
    public Labels Labels { get; init; } = Labels.System;

    public ImmutableArray<RunItem> Items { get; init; } = [];

    /// <summary>What the items take in UTF-8.</summary>
    public long ItemBytes { get; init; }

    /// <summary>The last step begun, from 1.</summary>
    public int Step { get; init; }

    /// <summary>The step that is under way, if one is: what may still report.</summary>
    public ActiveStep? Active { get; init; }

    public StepKind Kind { get; init; }

    /// <summary>The last attempt of the last step.</summary>
    public int Attempt { get; init; }

    /// <summary>Attempts of the last step that brought nothing.</summary>
    public int FailedAttempts { get; init; }

    /// <summary>Why the last attempt brought nothing.</summary>
    public StepFailure? Failure { get; init; }

    /// <summary>Calls of the last answer that are not made yet, in order.</summary>
    public ImmutableArray<ToolCall> Pending { get; init; } = [];

    /// <summary>What was kept for the first of them; null while nothing was, or need not be.</summary>
    public Prepared? Prepared { get; init; }

    /// <summary>The files that were kept, each once.</summary>
    public ImmutableArray<Artifact> Artifacts { get; init; } = [];

    /// <summary>The last model request, so that it can be made again exactly.</summary>
    public ModelRequested? Request { get; init; }

    /// <summary>The model's last word; null while it has to be asked (again).</summary>
    public string? Answer { get; init; }

    public int ChecksPassed { get; init; }

    public int CheckRounds { get; init; }

    /// <summary>A check failed for the last time.</summary>
    public bool ChecksFailed { get; init; }

    /// <summary>SHA-256 of the workspace as the last tool left it.</summary>
    public string? Workspace { get; init; }

    /// <summary>Whether a sandbox may have been touched, so that losing it matters.</summary>
    public bool UsedSandbox { get; init; }

    public TaskResult? Result { get; init; }

    /// <summary>What it may take, and took.</summary>
    public BudgetFold Budget { get; init; } = BudgetFold.Empty;

    /// <summary>Calls that bring the same again and again.</summary>
    public CallRepeats Repeats { get; init; } = CallRepeats.None;

    /// <summary>What was remembered for this turn; null until that is known, and in runs of the first loop.</summary>
    public MemoryRecalled? Recall { get; init; }

    public bool IsEnded => Status is RunStatus.Completed or RunStatus.Failed or RunStatus.Cancelled;

    public TaskContract? Contract => Started?.Contract;

    /// <summary>It is parked until a person decides about its call.</summary>
    public bool AwaitsDecision => Status is RunStatus.Parked && Waiting is { Decision: null };

    /// <summary>It is parked until its question is answered, or expires.</summary>
    public bool AwaitsAnswer => Status is RunStatus.Parked && Question is { Answer: null };

    /// <summary>It is parked until a limit has room again, or a person grants it more.</summary>
    public bool AwaitsBudget => Status is RunStatus.Parked && Budget.Shortage is not null;

    /// <summary>It is parked until a person does something, or a day ends; a place is of no use to it.</summary>
    public bool AwaitsPerson => AwaitsDecision || AwaitsAnswer || AwaitsBudget;

    public RunState Apply(EventPayload payload, EventFacts facts) => Fold(payload, facts.AtUs) with
    {
        Budget = Budget.Apply(payload),
        UpdatedUs = facts.AtUs,
        Labels = BringsText(payload) ? Labels.Join(facts.Brought) : Labels,
    };
}
