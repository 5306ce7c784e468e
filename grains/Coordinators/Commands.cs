using System.Globalization;
using System.Text;
using OmniSage.Grains.Journals;
using OmniSage.Grains.Runs;

namespace OmniSage.Grains.Coordinators;

/// <summary>Carries out slash commands: stages what they change, and answers with what to say.</summary>
internal sealed class Commands(ThreadWork work, Delegation delegation, TaskQuestions questions)
{
    private const string Help =
        """
        Commands:
          /status            what is under way
          /cancel            cancel the running turn, or the one task that runs
          /cancel N          cancel task N
          /cancel all        cancel everything in this thread
          /answer TEXT       answer the task that asks; /answer N TEXT: task N
          /approve [ID]      allow what waits for an approval; the ID where several do
          /deny [ID] [WHY]   deny it; the task is told why
          /trace [N or ID]   what happened in the last run, in task N, or in a run
          /config            show this thread's settings
          /config mode MODE  what happens to messages while a turn runs: steer, queue, interrupt or collect
          /config memory on  facts that are said here may be remembered; off: none is kept
          /help              this list
        """;

    private Conversation Now => work.Thread.Next;

    public async Task<string> RunAsync(Draft draft, SlashCommand command, Guid by) => command switch
    {
        { Name: "status", Words: [] } => StatusText.Of(Now),
        { Name: "cancel", Words: [] } => await CancelOneAsync(draft, by),
        { Name: "cancel", Words: [var word] } when word.Equals("all", StringComparison.OrdinalIgnoreCase) =>
            await CancelAllAsync(draft, by),
        { Name: "cancel", Words: [var number] } => CancelTask(draft, number, by),
        { Name: "answer" } => questions.Command(draft, command.Rest, by),
        { Name: "config", Words: [] } => $"mode: {NameOf(Now.Mode)}\nmemory: {OnOff(Now.KeepsFacts)}",
        { Name: "config", Words: ["memory", var word] } => SetMemory(draft, word, by),
        { Name: "config", Words: ["mode", var mode] } => SetMode(draft, mode, by),
        { Name: "mode", Words: [var mode] } => SetMode(draft, mode, by),
        { Name: "help" } => Help,
        _ => $"I do not know the command /{command.Name}{(command.Words.IsEmpty ? "" : " with these words")}.\n{Help}",
    };

    public static string NameOf(QueueMode mode) => mode.ToString().ToLowerInvariant();

    private async Task<string> CancelOneAsync(Draft draft, Guid by)
    {
        if (Now.Turn is not null)
        {
            await work.CancelTurnAsync(draft, by, "cancelled by /cancel");
            return "Cancelled the running turn.";
        }

        return Now.OpenTasks.ToList() switch
        {
            [] => "Nothing is running.",
            [var only] => Cancel(draft, only, by),
            var several => new StringBuilder("Several tasks are running; say which: /cancel N, or /cancel all.\n")
                .AppendJoin('\n', several.Select(StatusText.Line)).ToString(),
        };
    }

    private string CancelTask(Draft draft, string number, Guid by) =>
        int.TryParse(number.TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var wanted)
        && Now.Tasks.FirstOrDefault(task => task.Number == wanted) is { } task
            ? task.Result is null ? Cancel(draft, task, by) : $"Task {wanted} has ended already."
            : $"There is no task {Titles.Of(number)}. /status shows those there are.";

    private async Task<string> CancelAllAsync(Draft draft, Guid by)
    {
        var tasks = Now.OpenTasks.ToList();
        var turns = Now.Queue.Length + (Now.Turn is null ? 0 : 1);
        if (Now.Turn is not null) await work.CancelTurnAsync(draft, by, "cancelled by /cancel all");
        foreach (var queued in Now.Queue) work.CancelQueued(draft, queued, by);
        foreach (var task in tasks) delegation.Cancel(draft, work, task, by);
        return (turns, tasks.Count) switch
        {
            (0, 0) => "Nothing is running.",
            _ => $"Cancelled {Count(turns, "turn")} and {Count(tasks.Count, "task")}.",
        };
    }

    private string Cancel(Draft draft, DelegatedTask task, Guid by)
    {
        delegation.Cancel(draft, work, task, by);
        return $"Cancelled task {task.Number}: {task.Contract.Title}";
    }

    private string SetMode(Draft draft, string word, Guid by)
    {
        // By name only: parsing would also take numbers, and several names at once.
        if (!Enum.GetValues<QueueMode>().Any(one => NameOf(one).Equals(word, StringComparison.OrdinalIgnoreCase)))
        {
            return $"There is no mode {Titles.Of(word)}. The modes are steer, queue, interrupt and collect.";
        }

        var mode = Enum.Parse<QueueMode>(word, ignoreCase: true);
        draft.Append(work.Thread, Labels.Member, new SettingsChanged(mode, by));
        return $"mode: {NameOf(mode)}";
    }

    private string SetMemory(Draft draft, string word, Guid by)
    {
        var isOn = word.Equals("on", StringComparison.OrdinalIgnoreCase);
        if (!isOn && !word.Equals("off", StringComparison.OrdinalIgnoreCase))
        {
            return "Memory is on or off: /config memory on, /config memory off.";
        }

        draft.SwitchMemory(work.Thread, isOn, by);
        return isOn
            ? "memory: on"
            : "memory: off. Nothing new that is said here is remembered; what was stays until it is forgotten.";
    }

    private static string OnOff(bool isOn) => isOn ? "on" : "off";

    private static string Count(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";
}
