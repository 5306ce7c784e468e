using System.Diagnostics;
using OmniSage.GrainInterfaces.Approvals;
using OmniSage.Grains.Tools;

namespace OmniSage.Grains.Runs;

/// <content>How each event of a run's journal changes what is known of it. Pure.</content>
internal sealed partial record RunState
{
    /// <summary>Whether a later request may hold what it says.</summary>
    private static bool BringsText(EventPayload payload) => payload
        is RunStarted or MessageSteered or Note or MemoryRecalled or ToolCompleted or ToolFailed { Retryable: false }
            or StepFinished;

    private RunState Fold(EventPayload payload, long atUs) => payload switch
    {
        RunStarted started => Start(started, atUs),
        RunParked => this with
        {
            Status = RunStatus.Parked,
            ParkedSinceUs = Status is RunStatus.Parked ? ParkedSinceUs : atUs,
        },
        RunResumed => this with
        {
            Status = RunStatus.Running, ParkedUs = ParkedUs + atUs - ParkedSinceUs, Question = null,
        },
        QuestionAsked asked => this with { Question = new(asked.Question), QuestionsEver = asked.Question.Number },
        QuestionAnswered answered => this with { Question = Question! with { Answer = answered.Answer } },
        QuestionExpired expired => this with
        {
            Question = Question! with { Answer = new() { Question = expired.Question, Labels = Labels.System } },
        },
        PolicyDecided or PayloadErased => this,
        BudgetReserved or BudgetSettled or BudgetShort or BudgetGranted => this,
        ApprovalRequested requested => this with { Waiting = new(requested.Request) },
        ApprovalDecided { Decision: var decision } => Decided(decision),
        ApprovalExpired { Decision: var decision } => Decided(decision),
        MessageSteered steered => Hear(steered),
        Note note => Add(new Told(note.Text)) with { Answer = null, Repeats = Repeats.Tell(note.Text) },
        StepStarted started => this with
        {
            ParkedUs = Active is null ? ParkedUs : ParkedUs + atUs - UpdatedUs,
            FailedAttempts = started.Step == Step ? FailedAttempts : 0,
            Failure = null,
            Step = started.Step,
            Kind = started.Kind,
            Attempt = started.Attempt,
            Active = new(started.Step, started.Attempt, started.Kind),
            UsedSandbox = UsedSandbox || started.Kind is StepKind.Tool or StepKind.Check or StepKind.Prepare,
        },
        StepSuperseded => this with { Active = null },
        ModelRequested requested => this with { Request = requested },
        ModelResponded responded => Answered(responded),
        ModelFailed failed => Fail(new(failed.Code, failed.Error, failed.Retryable)),
        ArtifactCreated created => Kept(created),
        FilePublished => this,
        ToolRequested requested => Requested(requested.Call),
        ToolCompleted completed => Completed(completed.Call, completed.Result) with
        {
            Workspace = completed.Workspace ?? Workspace,
        },
        ToolFailed { Retryable: true } failed => Fail(new(failed.Code, failed.Error, Retryable: true)),
        // Whatever was said with the call was said before it failed.
        ToolFailed failed => Completed(failed.Call, ToolErrors.ToJson(failed.Code, failed.Error)) with
        {
            Answer = null,
        },
        StepFinished finished => Checked(finished),
        MemoryRecalled recalled => this with { Active = null, Recall = recalled },
        RunCompleted completed => End(RunStatus.Completed) with { Result = completed.Result },
        RunFailed failed => End(RunStatus.Failed) with { Failure = new(failed.Code, failed.Error, Retryable: false) },
        RunCancelled => End(RunStatus.Cancelled),
        _ => throw new UnreachableException($"A run's journal holds no {payload.GetType().Name}."),
    };

    private RunState Start(RunStarted started, long atUs)
    {
        ImmutableArray<RunItem> heard =
            [.. started.Messages.Select(one => new Heard(one.Message, one.Text) { Images = one.Images })];
        return this with
        {
            Started = started,
            Status = RunStatus.Running,
            StartedUs = atUs,
            UpdatedUs = atUs,
            Items = heard,
            ItemBytes = heard.Sum(item => (long)item.CountBytes()),
        };
    }

    private RunState Decided(ApprovalDecision decision) => this with
    {
        Waiting = Waiting! with { Decision = decision },
    };

    /// <summary>What a person says may change what calls bring.</summary>
    private RunState Hear(MessageSteered steered) =>
        Add(new Heard(steered.Message, steered.Text) { Images = steered.Images }) with
        {
            Answer = null, Repeats = CallRepeats.None,
        };

    private RunState Add(RunItem item) =>
        this with { Items = Items.Add(item), ItemBytes = ItemBytes + item.CountBytes() };

    private RunState End(RunStatus status) => this with { Status = status, Active = null };

    private RunState Answered(ModelResponded responded)
    {
        // Whoever delegates everything and says so has answered; the results get a turn of their own.
        var answered = responded.Calls.All(call => call.Tool is ToolIds.TaskDelegate or ToolIds.TaskAnswer)
            && (responded.Calls.IsEmpty || responded.Text.Length > 0);
        return Add(new Said(responded.Text, responded.Calls)) with
        {
            Active = null,
            Pending = responded.Calls,
            Answer = answered ? responded.Text : null,
            // What passed before may have been undone since.
            ChecksPassed = 0,
        };
    }

    /// <summary>The same file kept again is the same artifact.</summary>
    private RunState Kept(ArtifactCreated created) => this with
    {
        Active = null,
        Prepared = new(created.Call, created.Artifact),
        Artifacts = Artifacts.Any(known => known.Id == created.Artifact.Id)
            ? Artifacts
            : Artifacts.Add(created.Artifact),
    };

    /// <summary>What is made is what was judged: the canonical text, or what a person made of it.</summary>
    private RunState Requested(ToolCall call) => this with
    {
        Waiting = null,
        Pending = Pending is [var first, .. var others] && first.Id == call.Id ? [call, .. others] : Pending,
    };

    private RunState Completed(string call, string result) => Add(new Did(call, result)) with
    {
        Repeats = Repeats.Add(Pending.FirstOrDefault(pending => pending.Id == call), result),
        Active = null,
        Waiting = null,
        Prepared = null,
        Pending = Pending.RemoveAll(pending => pending.Id == call),
    };

    private RunState Fail(StepFailure failure) => this with
    {
        Active = null,
        Failure = failure,
        FailedAttempts = FailedAttempts + 1,
    };

    private RunState Checked(StepFinished finished)
    {
        if (finished.Succeeded) return this with { Active = null, ChecksPassed = ChecksPassed + 1 };
        var known = this with { Active = null, ChecksPassed = 0, CheckRounds = CheckRounds + 1 };
        return CheckRounds < Contract!.Limits.CheckRoundsMax
            ? known.Add(new Told($"[note] A check failed. Mend it, then answer again.\n{finished.Result}")) with
            {
                Answer = null,
            }
            : known with { ChecksFailed = true };
    }
}
