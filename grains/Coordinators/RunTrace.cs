using System.Globalization;
using System.Text;
using OmniSage.GrainInterfaces.Approvals;
using OmniSage.Grains.Budgets;
using OmniSage.Grains.Runs;

namespace OmniSage.Grains.Coordinators;

/// <summary>
/// What happened in a run, a line for each step, call and decision, with the time since its start: what
/// <c>/trace</c> says. Of a long run the beginning is left out.
/// </summary>
internal sealed class RunTrace
{
    /// <summary>Events that are read; what follows is left out, and said so.</summary>
    public const int EventsMax = 5_000;

    /// <summary>Lines that are told; the earliest leave.</summary>
    public const int LinesMax = 40;

    private const int LineCharsMax = 160;

    private readonly Queue<string> lines = new();
    private long startUs;
    private int dropped;

    public int Events { get; private set; }

    /// <summary>The join of all that it is made of.</summary>
    public Labels Labels { get; private set; } = Labels.System;

    public void Add(StoredEvent stored)
    {
        if (Events++ == 0) startUs = stored.AtUs;
        if (stored.Payload.IsEmpty) return;
        if (Tell(EventTypes.Read(stored.Type, stored.Schema, stored.Payload.Span)) is not { } told) return;
        Labels = Labels.Join(stored.Labels);
        var seconds = (stored.AtUs - startUs) / 1e6;
        lines.Enqueue(string.Create(
            CultureInfo.InvariantCulture, $"{seconds,8:0.00} s  {VisibleText.Line(told, LineCharsMax)}"));
        if (lines.Count <= LinesMax) return;
        lines.Dequeue();
        dropped++;
    }

    public string ToText(RunSummary run)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{run.Kind.ToString().ToLowerInvariant()} {run.Id.Value:N}, ");
        text.Append(CultureInfo.InvariantCulture, $"{run.Status.ToString().ToLowerInvariant()}: ");
        text.Append(VisibleText.Line(run.Title, LineCharsMax));
        if (dropped > 0) text.Append(CultureInfo.InvariantCulture, $"\n  … {dropped} lines before");
        foreach (var line in lines) text.Append('\n').Append(line);
        if (Events == 0) text.Append("\nNothing has happened in it yet.");
        if (Events >= EventsMax) text.Append(CultureInfo.InvariantCulture, $"\n  … only its first {Events} events");
        return text.ToString();
    }

    /// <summary>Null for what only accompanies something else.</summary>
    private static string? Tell(EventPayload payload) => payload switch
    {
        MemoryRecalled recalled => $"recall: {recalled.Facts.Length} facts",
        ModelResponded { Calls.IsEmpty: false } said =>
            $"step {said.Step} model: wants {string.Join(", ", said.Calls.Select(call => call.Tool))}",
        ModelResponded said => $"step {said.Step} model: {said.Text}",
        ModelFailed failed => $"step {failed.Step} model failed: {failed.Code}: {failed.Error}",
        PolicyDecided decided => $"policy: {Low(decided.Verdict)} {decided.Tool} by {decided.Rule}",
        ToolRequested { Call: var call } => $"call {call.Tool} {call.Arguments}",
        ToolCompleted done => $"  brought {done.Result}",
        ToolFailed failed => $"  failed: {failed.Code}: {failed.Error}",
        StepFinished check => $"check {(check.Succeeded ? "passed" : "failed")}",
        ApprovalRequested { Request: var asked } =>
            $"asks for approval {QuestionText.ShortId(asked.Approval)}: {asked.Act.Tool} {asked.Act.Arguments}",
        ApprovalDecided { Decision: var decided } => $"approval: {Low(decided.Status)} {decided.Note}".TrimEnd(),
        ApprovalExpired => $"approval: {Low(ApprovalStatus.Expired)}",
        QuestionAsked { Question: var asked } => $"asks: {asked.Text}",
        QuestionAnswered { Answer: var answered } => $"answer: {answered.Text}",
        QuestionExpired => "nobody answered in time",
        StepSuperseded before => $"step {before.Step} model: not waited for, as a message came",
        MessageSteered steered => $"message: {steered.Text}",
        Note note => note.Text,
        BudgetShort { Shortage: { } shortage } => BudgetText.Of(shortage, run: null),
        BudgetGranted { Amount: var more } => $"granted more: {more.Money / 1e6:0.00####}, {more.Tokens} tokens",
        BudgetSettled { Lost: not null } => "an attempt was lost: it counts as the most that it can have taken",
        RunParked parked => $"waits for {parked.Reason}",
        RunCompleted => "completed",
        RunFailed failed => $"failed: {failed.Code}: {failed.Error}",
        RunCancelled cancelled => $"cancelled: {cancelled.Reason}",
        _ => null,
    };

    private static string Low<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
