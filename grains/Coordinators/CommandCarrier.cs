using System.Globalization;
using OmniSage.GrainInterfaces.Approvals;
using OmniSage.Grains.Runs;

namespace OmniSage.Grains.Coordinators;

/// <summary>
/// Does the work of commands that have to call or read elsewhere, outside the coordinator, so that it waits for nobody
/// who may wait for it. It is done again until the coordinator has taken the answer; deciding the same act again
/// changes nothing.
/// </summary>
internal sealed class CommandCarrier(IHistory history, Courier courier)
{
    /// <summary>Runs of the thread that are looked through for one that is named by a part of its id.</summary>
    public const int LookedThroughMax = 1_000;

    private const int ArgumentsCharsMax = 2_000;
    private const string NoSuchApproval = "There is no such approval.";
    private const string NoSuchRun = "There is no such run in this thread: /trace, /trace N for task N, /trace ID.";

    /// <summary>Begins the work and returns at once.</summary>
    public void Carry(ThreadId thread, Guid workspace, CommandBegun begun) => courier.Send(
        thread.Tenant, $"command {begun.Run:N}", async grains =>
        {
            var (reply, labels) = begun.Decision is { } wish
                ? await DecideAsync(thread.Tenant, wish, grains)
                : await TraceAsync(thread, workspace, begun.Trace ?? "");
            await grains.GetGrain<ICoordinatorGrain>(thread.ToGrainKey())
                .CommandAnsweredAsync(new(thread.Tenant, begun.Run), reply, labels);
        });

    private static async Task<(string Reply, Labels Labels)> DecideAsync(
        TenantId tenant, DecisionWish wish, IGrainFactory grains)
    {
        var approval = grains.GetGrain<IApprovalGrain>(new ApprovalId(tenant, wish.Approval).ToGrainKey());
        var receipt = await approval.DecideAsync(new()
        {
            Allow = wish.Allow,
            By = wish.By,
            Role = wish.Role,
            Note = wish.Note,
            ExpectedHash = wish.Hash,
        });
        if (await approval.GetAsync() is not { Request: var request }) return (NoSuchApproval, Labels.System);
        var what = $"approval {QuestionText.ShortId(wish.Approval)}: {request.Act.Tool} "
            + VisibleText.Line(request.Act.Arguments, ArgumentsCharsMax);
        return (
            receipt.Outcome switch
            {
                DecideOutcome.Taken => $"{(wish.Allow ? "Allowed" : "Denied")} {what}",
                DecideOutcome.NotAnApprover =>
                    $"Nothing was decided: others are asked ({string.Join(", ", request.Of)}).",
                DecideOutcome.AlreadyDecided => $"It is decided already, or nobody wants it any more: {what}",
                DecideOutcome.Expired => $"It was not decided in time: {what}",
                DecideOutcome.ActChanged => $"Nothing was decided: it is another act now. {what}",
                DecideOutcome.Refused => $"Nothing was decided: {receipt.Why}",
                DecideOutcome.NotFound => NoSuchApproval,
            },
            request.Labels);
    }

    private async Task<(string Reply, Labels Labels)> TraceAsync(ThreadId thread, Guid workspace, string named)
    {
        if (await FindAsync(thread, workspace, named) is not { } run) return (NoSuchRun, Labels.System);
        var trace = new RunTrace();
        var journal = new JournalId(thread.Tenant, JournalKind.Run, run.Id.Value);
        long after = 0;
        while (trace.Events < RunTrace.EventsMax)
        {
            var events = await history.ReadJournalAsync(journal, after, 500, CancellationToken.None);
            if (events.IsEmpty) break;
            foreach (var stored in events) trace.Add(stored);
            after = events[^1].Seq;
        }

        return (trace.ToText(run), trace.Labels);
    }

    private async Task<RunSummary?> FindAsync(ThreadId thread, Guid workspace, string named)
    {
        if (Guid.TryParseExact(named, "N", out var whole))
        {
            var known = await history.FindRunAsync(new(thread.Tenant, whole), CancellationToken.None);
            return known?.Thread == thread.Value ? known : null;
        }

        if (named.Length < 4) return null;
        var runs = await history.ListRunsAsync(
            thread.Tenant, workspace, new(Thread: thread.Value), null, LookedThroughMax, CancellationToken.None);
        return runs.Items.Where(run => IsNamed(run, named)).Take(2).ToList() is [var only] ? only : null;
    }

    private static bool IsNamed(RunSummary run, string part)
    {
        var text = run.Id.Value.ToString("N", CultureInfo.InvariantCulture);
        return text.StartsWith(part, StringComparison.Ordinal) || text.EndsWith(part, StringComparison.Ordinal);
    }
}
