using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using OmniSage.Bench.Figures;
using OmniSage.Sandbox;

namespace OmniSage.Bench.Sandboxes;

/// <summary>
/// How long sandboxes of the docker driver take, through a daemon, beside <c>docker run</c> alone; with the machine's
/// kernel and with gVisor's. Where the engine, the image or gVisor is missing, the figure says so.
/// </summary>
internal static class EngineBench
{
    private const int Rounds = 9;
    private const int CommandRounds = 41;

    /// <summary>The socket of an engine that is not the machine's own.</summary>
    private const string SocketVariable = "OMNISAGE_TEST_DOCKER";

    public static async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellation)
    {
        var figures = new List<Figure>();
        foreach (var (kernel, name) in new[] { (SandboxKernel.Host, "docker"), (SandboxKernel.GVisor, "gVisor") })
        {
            figures.AddRange(await MeasureAsync(kernel, name, cancellation));
        }

        return figures;
    }

    private static async Task<IReadOnlyList<Figure>> MeasureAsync(
        SandboxKernel kernel, string name, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("omnisage-bench-").FullName;
        await using var services = new ServiceCollection().AddLogging()
            .AddSandbox(options => Configure(options, folder, kernel)).BuildServiceProvider();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var serving = services.ServeSandboxDaemonAsync(null, ready.SetResult, ending.Token);
        try
        {
            await await Task.WhenAny(ready.Task, serving);
            var driver = services.GetRequiredService<ISandbox>();
            var found = await driver.ProbeAsync(cancellation);
            if (!found.Available)
            {
                await Console.Error.WriteLineAsync($"sandbox: {name} skipped: {found.Reason}");
                return [new($"{name} sandbox, skipped: not here", double.NaN, "ms")];
            }

            return await MeasureAsync(services, driver, kernel, name, cancellation);
        }
        finally
        {
            await ending.CancelAsync();
            await serving;
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<IReadOnlyList<Figure>> MeasureAsync(
        ServiceProvider services, ISandbox driver, SandboxKernel kernel, string name, CancellationToken cancellation)
    {
        var spec = new SandboxSpec { Label = "bench" };
        List<double> bare = [], cold = [], warm = [], command = [];
        for (var round = 0; round < Rounds; round++)
        {
            bare.Add(await SandboxBench.TimeAsync(() => BareAsync(kernel, cancellation)));
            cold.Add(await SandboxBench.TimeAsync(() => driver.CreateAsync(spec, cancellation)));
        }

        await using var host = services.GetRequiredService<SandboxHost>();
        await host.StartAsync(cancellation);
        for (var round = 0; round < Rounds; round++)
        {
            while (host.Warm == 0) await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, cancellation);
            warm.Add(await SandboxBench.TimeAsync(() => host.CreateAsync(spec, cancellation)));
        }

        await using var running = await host.CreateAsync(spec, cancellation);
        for (var round = 0; round < CommandRounds; round++)
        {
            var started = Stopwatch.GetTimestamp();
            await running.RunAsync(new("true"), _ => { }, cancellation);
            command.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return
        [
            new($"{name} sandbox, cold", Numbers.Median(cold), "ms") { Baseline = Numbers.Median(bare) },
            new($"{name} sandbox, warm", Numbers.Median(warm), "ms"),
            new($"command in a running {name} sandbox", Numbers.Median(command), "ms"),
        ];
    }

    private static void Configure(SandboxOptions options, string folder, SandboxKernel kernel)
    {
        options.Driver = "docker";
        options.DaemonSocket = Path.Combine(folder, "sandboxd.sock");
        options.WarmSessions = 1;
        options.Docker.Image = "small";
        options.Docker.Kernel = kernel;
        options.Docker.Socket = EngineSocket;
        options.Docker.Install = Path.GetFileName(folder);
    }

    private static string EngineSocket =>
        Environment.GetEnvironmentVariable(SocketVariable) is { Length: > 0 } named ? named : "/run/docker.sock";

    /// <summary>The engine's own command, with no limit that costs anything.</summary>
    private static async Task<IAsyncDisposable> BareAsync(SandboxKernel kernel, CancellationToken cancellation)
    {
        string[] runtime = kernel == SandboxKernel.GVisor ? ["--runtime", "runsc"] : [];
        var docker = Process.Start("docker", ["-H", $"unix://{EngineSocket}", "run", "--rm", "--network", "none",
            .. runtime, "omnisage/small", "true"]);
        await docker.WaitForExitAsync(cancellation);
        return new EndedProcess(docker);
    }
}
