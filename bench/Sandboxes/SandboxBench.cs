using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using OmniSage.Bench.Figures;
using OmniSage.Sandbox;

namespace OmniSage.Bench.Sandboxes;

/// <summary>
/// How long a sandbox takes, against bubblewrap alone, each cold one measured right after a bare one.
/// </summary>
internal static class SandboxBench
{
    private const int Rounds = 41;

    public static async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellation)
    {
        await using var services = new ServiceCollection().AddLogging()
            .AddSandbox(options => options.WarmSessions = 1).BuildServiceProvider();
        var driver = services.GetRequiredService<ISandbox>();
        var host = services.GetRequiredService<SandboxHost>();
        await host.StartAsync(cancellation);
        var spec = new SandboxSpec { Label = "bench" };
        List<double> bare = [], cold = [], warm = [], command = [];
        for (var round = 0; round < Rounds; round++)
        {
            bare.Add(await TimeAsync(() => BareAsync(cancellation)));
            cold.Add(await TimeAsync(() => driver.CreateAsync(spec, cancellation)));
        }

        for (var round = 0; round < Rounds; round++)
        {
            while (host.Warm == 0) await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, cancellation);
            warm.Add(await TimeAsync(() => host.CreateAsync(spec, cancellation)));
        }

        await using var running = await host.CreateAsync(spec, cancellation);
        for (var round = 0; round < 2 * Rounds; round++)
        {
            var started = Stopwatch.GetTimestamp();
            await running.RunAsync(new("true"), _ => { }, cancellation);
            command.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        var baseline = Numbers.Median(bare);
        return
        [
            new("sandbox, cold", Numbers.Median(cold), "ms") { Goal = Goal.AtMost(baseline + 25), Baseline = baseline },
            new("sandbox, warm", Numbers.Median(warm), "ms") { Goal = Goal.AtMost(5) },
            new("command in a running sandbox", Numbers.Median(command), "ms") { Goal = Goal.AtMost(15) },
        ];
    }

    private static async Task<IAsyncDisposable> BareAsync(CancellationToken cancellation)
    {
        var bwrap = Process.Start("bwrap", "--ro-bind / / --unshare-all true");
        await bwrap.WaitForExitAsync(cancellation);
        return new EndedProcess(bwrap);
    }

    /// <summary>The end of what was made does not count.</summary>
    internal static async Task<double> TimeAsync<T>(Func<Task<T>> make)
        where T : IAsyncDisposable
    {
        var started = Stopwatch.GetTimestamp();
        await using var made = await make();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }
}
