using System.Diagnostics;
using OmniSage.Bench;
using OmniSage.Bench.Acknowledgements;
using OmniSage.Bench.Approvals;
using OmniSage.Bench.Calls;
using OmniSage.Bench.Figures;
using OmniSage.Bench.Hosting;
using OmniSage.Bench.Memory;
using OmniSage.Bench.Models;
using OmniSage.Bench.Noise;
using OmniSage.Bench.Policies;
using OmniSage.Bench.Sandboxes;
using OmniSage.Bench.Starts;
using OmniSage.Bench.Storage;
using OmniSage.Bench.Threads;
using OmniSage.Bench.Turns;

// The bench starts itself again where it needs a silo of its own, or a model, in another process.
if (args is [BenchHost.Word, var folder, var model, var tenants])
    return await BenchHost.RunAsync(
        folder, model, int.Parse(tenants, System.Globalization.CultureInfo.InvariantCulture));

if (args is [InstantModel.Word]) return await InstantModel.RunAsync();

Suite[] suites =
[
    new("noise", NoiseBench.RunAsync),
    new("calls", CallBench.RunAsync),
    new("policy", PolicyBench.RunAsync),
    new("storage", StorageSuite.RunAsync),
    new("sandbox", SandboxBench.RunAsync),
    new("containers", EngineBench.RunAsync),
    new("memory", RecallBench.RunAsync),
    new("turns", TurnBench.RunAsync),
    new("models", ModelBench.RunAsync),
    new("approvals", ApprovalBench.RunAsync),
    new("threads", ThreadBench.RunAsync),
    new("acknowledgements", AcknowledgementBench.RunAsync),
    new("start", StartBench.RunAsync),
];
if (!BenchArguments.TryRead(args, suites.Select(suite => suite.Name), out var asked, out var wrong))
{
    await Console.Error.WriteLineAsync(wrong);
    return 2;
}

var failed = false;
var figures = new List<Figure>();
using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(10), TimeProvider.System);
foreach (var suite in suites.Where(suite => asked.Names.Count == 0 || asked.Names.Contains(suite.Name)))
{
    var watch = Stopwatch.StartNew();
    // A slow suite ends before it has used the time of all others.
    using var suiteLimit = CancellationTokenSource.CreateLinkedTokenSource(limit.Token);
    suiteLimit.CancelAfter(TimeSpan.FromSeconds(110));
    try
    {
        figures.AddRange(await suite.RunAsync(suiteLimit.Token));
        await Console.Error.WriteLineAsync($"{suite.Name}: {watch.Elapsed.TotalSeconds:0} s");
    }
    catch (Exception fault)
    {
        // One suite that cannot be measured must not take the others' figures with it.
        failed = true;
        await Console.Error.WriteLineAsync(
            $"{suite.Name}: not measured after {watch.Elapsed.TotalSeconds:0} s: {fault}");
    }
}

Table.Print(figures);
if (asked.JsonFile is { } file) await File.WriteAllTextAsync(file, Table.Json(figures) + "\n");
return failed ? 1 : 0;
