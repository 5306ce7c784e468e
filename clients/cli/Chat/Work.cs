using System.Text.Json;
using OmniSage.Cli.Display;
using OmniSage.Cli.Server;

namespace OmniSage.Cli.Chat;

/// <summary>
/// What one message set off: its run, the tasks that this delegates, and the turn that takes their results. A run is
/// over once the thread says so, not before: the answer of a command comes after the end of its run.
/// </summary>
internal sealed class Work(string root)
{
    private readonly HashSet<string> all = [root];
    private readonly HashSet<string> open = [root];
    private readonly HashSet<string> parked = [];
    private readonly Dictionary<string, Wait> waits = [];
    private readonly HashSet<string> shown = [];
    private readonly List<string> shortOfBudget = [];
    private bool isCommand;

    /// <summary>A run of it failed or was cancelled.</summary>
    public bool HasFailed { get; private set; }

    public bool IsDone => open.Count == 0;

    /// <summary>All that is still open waits for a person, and the thread has shown for what.</summary>
    public bool IsWaiting => open.Count > 0 && open.All(run =>
        parked.Contains(run) && (!waits.TryGetValue(run, out var wait) || shown.Contains(wait.Id)));

    /// <summary>What a person has to do, in the order in which the runs began to wait.</summary>
    public IEnumerable<Wait> Waits => waits.Where(one => parked.Contains(one.Key)).Select(one => one.Value);

    /// <summary>Runs that wait for more budget.</summary>
    public IReadOnlyList<string> ShortOfBudget => shortOfBudget;

    public int ExitCode => HasFailed ? Cli.ExitCode.Failed : IsDone ? Cli.ExitCode.Done : Cli.ExitCode.Waiting;

    public bool Has(ServerEvent recorded) => recorded.Run is { } run
        ? all.Contains(run) || (recorded.Payload.Text("parent") is { } parent && all.Contains(parent))
        : RunOf(recorded) is { } named && all.Contains(named);

    /// <summary>Takes note of an event; those of other work change nothing.</summary>
    public void Take(ServerEvent recorded)
    {
        if (!Has(recorded)) return;
        var payload = recorded.Payload;
        switch (recorded.Type)
        {
            case "message.received":
                isCommand |= payload.Text("kind") is "command";
                break;
            case "run.started":
                isCommand |= recorded.Run == root && payload.Text("kind") is "command";
                if (all.Add(recorded.Run!)) open.Add(recorded.Run!);
                break;
            case "task.delegated" when payload.Member("contract")?.Text("run") is { } task:
                if (all.Add(task)) open.Add(task);
                break;
            case "approval.requested" when payload.Member("request")?.Text("approval") is { } approval:
                Note(recorded.Run, new(approval, IsApproval: true));
                break;
            case "question.asked" when payload.Member("question")?.Text("question") is { } question:
                Note(recorded.Run, new(question, IsApproval: false));
                break;
            case "run.parked" when payload.Text("reason") is "approval" or "question":
                parked.Add(recorded.Run!);
                break;
            case "run.parked" when payload.Text("reason") is "budget":
                parked.Add(recorded.Run!);
                waits.Remove(recorded.Run!);
                shortOfBudget.Add(recorded.Run!);
                break;
            case "run.parked" or "run.resumed":
                shortOfBudget.Remove(recorded.Run!);
                parked.Remove(recorded.Run!);
                waits.Remove(recorded.Run!);
                break;
            case "run.failed" or "run.cancelled":
                HasFailed = true;
                break;
            case "task.finished":
                HasFailed |= payload.Member("result")?.Text("end") is "failed" or "cancelled";
                if (payload.Text("turn") is { } followUp && all.Add(followUp)) open.Add(followUp);
                open.Remove(payload.Text("run")!);
                break;
            case "turn.ended":
                open.Remove(payload.Text("run")!);
                break;
            case "message.sent" when isCommand && payload.Text("run") == root:
                open.Remove(root);
                break;
        }
    }

    /// <summary>The run says first what it waits for, and then the thread shows it to people.</summary>
    private void Note(string? run, Wait wait)
    {
        if (run is null) shown.Add(wait.Id);
        else waits[run] = wait;
    }

    /// <summary>The run that an event of the thread is about; for a delegation the turn that delegates.</summary>
    private static string? RunOf(ServerEvent recorded)
    {
        JsonElement payload = recorded.Payload;
        return payload.Text("run")
            ?? payload.Member("contract")?.Text("turn")
            ?? (payload.Member("request") ?? payload.Member("question"))?.Text("run");
    }

    /// <summary>What a run waits for: an approval, or the answer to a question.</summary>
    internal sealed record Wait(string Id, bool IsApproval)
    {
        /// <summary>The end of an id tells ids apart that were made together.</summary>
        public string ShortId => Plain.Line(Id.Length > 8 ? Id[^8..] : Id);
    }
}
