using System.Diagnostics;
using System.Globalization;
using OmniSage.Silo.FirstStart;

namespace OmniSage.Bench.Hosting;

/// <summary>A silo in a process of its own, which ends with this object.</summary>
internal sealed class ChildSilo : IAsyncDisposable
{
    private const string ReadyMark = "OmniSage is ready: ";
    private static readonly TimeSpan StopTimeMax = TimeSpan.FromSeconds(15);

    private readonly Process process;

    private ChildSilo(Process process) => this.process = process;

    public required Uri Url { get; init; }

    /// <summary>From exec to the line that says it is ready.</summary>
    public required TimeSpan StartTime { get; init; }

    /// <summary>API keys, the first start's own one first.</summary>
    public required IReadOnlyList<string> Keys { get; init; }

    public int ProcessId => process.Id;

    /// <summary>The product itself, as built beside the bench.</summary>
    public static Task<ChildSilo> StartProductAsync(
        string folder, CancellationToken cancellation, params (string Name, string Value)[] settings) => StartAsync(
        Dotnet,
        ["exec", Built("OmniSage.Silo"), "up", "--port", "0", "--data", folder],
        folder,
        cancellation,
        settings);

    /// <summary>The bench's own host of it (<see cref="BenchHost"/>).</summary>
    public static Task<ChildSilo> StartHostAsync(
        string folder, string model, int tenants, CancellationToken cancellation) => StartAsync(
        Dotnet,
        ["exec", Built("OmniSage.Bench"), BenchHost.Word, folder, model, tenants.ToString(
            CultureInfo.InvariantCulture)],
        folder,
        cancellation);

    public static async Task<ChildSilo> StartAsync(
        string program,
        string[] arguments,
        string folder,
        CancellationToken cancellation,
        params (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        };
        foreach (var (name, value) in settings) start.Environment[name] = value;
        var started = Stopwatch.GetTimestamp();
        var process = Process.Start(start)!;
        try
        {
            while (await process.StandardOutput.ReadLineAsync(cancellation) is { } line)
            {
                if (!line.StartsWith(ReadyMark, StringComparison.Ordinal)) continue;
                var time = Stopwatch.GetElapsedTime(started);
                var keys = new List<string> { await File.ReadAllTextAsync(
                    Path.Combine(folder, FirstStartPlan.KeyFile), cancellation) };
                var more = Path.Combine(folder, BenchHost.KeysFile);
                if (File.Exists(more)) keys.AddRange(await File.ReadAllLinesAsync(more, cancellation));
                var url = new Uri(line[ReadyMark.Length..]);
                return new(process) { Url = url, StartTime = time, Keys = [.. keys.Select(key => key.Trim())] };
            }

            throw new InvalidOperationException("The silo ended before it was ready.");
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            process.Dispose();
            throw;
        }
    }

    /// <summary>Asks the bench's own host something (<see cref="HostQuestion"/>).</summary>
    public async Task<long> AskAsync(HostQuestion question, CancellationToken cancellation)
    {
        await process.StandardInput.WriteLineAsync(question.ToString());
        await process.StandardInput.FlushAsync(cancellation);
        while (await process.StandardOutput.ReadLineAsync(cancellation) is { } line)
        {
            if (line.StartsWith("= ", StringComparison.Ordinal)) return long.Parse(
                line[2..], CultureInfo.InvariantCulture);
        }

        throw new InvalidOperationException("The silo ended before it answered.");
    }

    /// <summary>Processor time of the process so far.</summary>
    public TimeSpan ProcessorTime()
    {
        process.Refresh();
        return process.TotalProcessorTime;
    }

    public double ResidentMegabytes()
    {
        process.Refresh();
        return process.WorkingSet64 / (1024.0 * 1024);
    }

    public async ValueTask DisposeAsync()
    {
        using (process)
        {
            using var limit = new CancellationTokenSource(StopTimeMax, TimeProvider.System);
            try
            {
                using var interrupt = Process.Start(
                    "kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
                await interrupt.WaitForExitAsync(limit.Token);
                await process.WaitForExitAsync(limit.Token);
            }
            catch (OperationCanceledException) when (limit.IsCancellationRequested)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    public static string Dotnet =>
        Environment.ProcessPath is { } path && Path.GetFileName(path) == "dotnet" ? path : "dotnet";

    /// <summary>
    /// The assembly in the project's own output, with its own runtime settings, of the bench's configuration.
    /// </summary>
    public static string Built(string name)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(own.Parent!.Parent!.FullName, name, own.Name, name + ".dll");
    }
}
