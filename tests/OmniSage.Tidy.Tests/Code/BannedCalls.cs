using static OmniSage.Tidy.Tests.Code.BannedCall;

namespace OmniSage.Tidy.Tests.Code;

/// <summary>Calls refused by name, with the replacement (STYLE D19): time and chance come from outside.</summary>
internal static class BannedCalls
{
    /// <summary>What runs on one thread in virtual time in the simulator.</summary>
    private static readonly ImmutableArray<string> Simulated = ["grains", "storage", "orleans-local"];

    private static readonly ImmutableArray<string> Ids = ["grains", "grain-interfaces", "orleans-local", "storage"];

    private static readonly ImmutableArray<string> Everywhere = [];

    private static readonly ImmutableArray<string> Product =
        ["clients", "egress", "grain-interfaces", "grains", "models", "orleans-local", "sandbox", "silo", "storage"];

    private static readonly ImmutableDictionary<string, string> Nowhere = ImmutableDictionary<string, string>.Empty;

    private static readonly ImmutableDictionary<string, string> RealProcesses = new Dictionary<string, string>
    {
        ["bench"] = "measures real time",
        ["clients/cli"] = "one person's program at a terminal, which nothing simulates",
        ["tests/OmniSage.Crash.Tests"] = "waits for real processes",
        ["tests/OmniSage.EndToEnd.Tests"] = "waits for real processes",
        ["tests/OmniSage.Sandbox.Tests"] = "waits for real processes",
    }.ToImmutableDictionary();

    private static readonly ImmutableDictionary<string, string> Terminal = new Dictionary<string, string>
    {
        ["clients/cli"] = "is the terminal program",
        ["silo"] = "prints the ready line, and in one sentence why it did not start",
    }.ToImmutableDictionary();

    private static readonly ImmutableDictionary<string, string> IdSource = new Dictionary<string, string>
    {
        ["grain-interfaces/Keys/GuidSource.cs"] = "is the source that all others take ids from",
        ["orleans-local/Hosting/LocalSiloOptions.cs"] = "names the default; a simulation replaces it",
    }.ToImmutableDictionary();

    private static readonly ImmutableDictionary<string, string> OwnThreads = new Dictionary<string, string>
    {
        ["orleans-local/Scheduling/TurnScheduler.cs"] = "is where turns meet the pool",
        ["storage/Sqlite"] = "may have threads of its own; the simulator runs it synchronously",
        ["storage/Postgres"] = "is outside the simulation",
    }.ToImmutableDictionary();

    private static readonly ImmutableDictionary<string, string> Ended = new Dictionary<string, string>
    {
        ["orleans-local/Filters/FilteredCall.cs"] = "names the property, of a task that has ended",
        ["storage/Sqlite/SqliteReaders.cs"] = "SQLite answers synchronously, on a thread that only reads",
    }.ToImmutableDictionary();

    public static ImmutableArray<BannedCall> All { get; } =
    [
        new(
            "DateTime.Now",
            "TimeProvider.GetUtcNow()",
            Member("DateTime", "Now", "UtcNow", "Today"), Everywhere, Nowhere),
        new(
            "DateTimeOffset.Now",
            "TimeProvider.GetUtcNow()",
            Member("DateTimeOffset", "Now", "UtcNow"), Everywhere, Nowhere),
        new("Thread.Sleep", "await what you wait for", Member("Thread", "Sleep"), Everywhere, Nowhere),
        new(
            "Task.Delay without a clock",
            "Task.Delay(delay, timeProvider, token)",
            BareDelay, Everywhere, RealProcesses),
        new(
            "new PeriodicTimer without a clock",
            "new PeriodicTimer(period, timeProvider)",
            New("PeriodicTimer", 1), Product, Nowhere),
        new("new Timer", "TimeProvider.CreateTimer", Any("Timer"), Simulated, Nowhere),
        new("Stopwatch", "TimeProvider.GetTimestamp()", Any("Stopwatch"), Simulated, Nowhere),
        new(
            "Environment.TickCount",
            "TimeProvider.GetTimestamp()",
            Member("Environment", "TickCount", "TickCount64"), Simulated, Nowhere),
        new("TimeProvider.System", "the injected TimeProvider", Member("TimeProvider", "System"), ["grains"], Nowhere),
        new("blocking on a task", "await", Blocking, Product, Ended),
        new("Task.Run", "await, or StepRunner", Member("Task", "Run"), Simulated, OwnThreads),
        new("CancelAsync", "Cancel(): it calls back on the pool", Method("CancelAsync", 0), Simulated, Nowhere),
        new("ThreadPool", "await, or StepRunner", Any("ThreadPool"), Simulated, OwnThreads),
        new("Parallel", "Task.WhenAll", Any("Parallel"), Simulated, OwnThreads),
        new(
            "SemaphoreSlim",
            "a queue of TaskCompletionSource",
            Any("SemaphoreSlim"), ["grains", "orleans-local"], Nowhere),
        new(
            "ConfigureAwait",
            "a plain await: the scheduler must be kept",
            Method("ConfigureAwait"), Simulated, Nowhere),
        new("Guid.NewGuid", "GuidSource.Next()", Member("Guid", "NewGuid", "CreateVersion7"), Ids, IdSource),
        new(
            "Random.Shared",
            "an injected source",
            Member("Random", "Shared"), [.. Simulated, "grain-interfaces"], Nowhere),
        new("new Random", "an injected source", New("Random", 0), [.. Simulated, "grain-interfaces"], Nowhere),
        new("Console", "ILogger, or return the text", Any("Console"), Product, Terminal),
    ];

    public static IEnumerable<string> Calls(IEnumerable<SourceFile> files)
    {
        foreach (var file in files)
        {
            var banned = All.Where(call => call.AppliesTo(file)).ToList();
            foreach (var node in file.Parse().DescendantNodes())
            {
                foreach (var call in banned.Where(call => call.Matches(node)))
                {
                    yield return file.At(node.LineOf(), $"{call.Name} is refused here; use {call.Instead}");
                }
            }
        }
    }
}
