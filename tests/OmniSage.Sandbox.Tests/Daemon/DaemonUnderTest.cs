using Microsoft.Extensions.DependencyInjection;
using OmniSage.Sandbox.Daemon;

namespace OmniSage.Sandbox.Tests.Daemon;

/// <summary>A sandbox daemon in this process, over any driver, on a socket of its own.</summary>
internal sealed class DaemonUnderTest : IAsyncDisposable
{
    private readonly CancellationTokenSource ending = new();
    private readonly string folder = Directory.CreateTempSubdirectory("sandboxd-").FullName;
    private ServiceProvider? services;
    private Task serving = Task.CompletedTask;

    internal string Socket => Path.Combine(folder, "sandboxd.sock");

    internal string Name => Path.GetFileName(folder);

    internal Task Serving => serving;

    internal async Task StartAsync(
        Func<IServiceProvider, ISandbox> driver, Action<SandboxOptions>? configure = null, TimeSpan? idleMax = null)
    {
        services = new ServiceCollection().AddLogging().AddSandbox(options =>
        {
            configure?.Invoke(options);
            options.DaemonSocket = Socket;
        }).AddSingleton(driver).BuildServiceProvider();
        var daemon = ActivatorUtilities.CreateInstance<SandboxDaemon>(
            services, services.GetRequiredService<ISandbox>());
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        serving = Task.Run(() => daemon.ServeAsync(idleMax, ready.SetResult, ending.Token));
        await await Task.WhenAny(ready.Task, serving);
    }

    internal async Task EndAsync()
    {
        await ending.CancelAsync();
        await serving;
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        await (services?.DisposeAsync() ?? ValueTask.CompletedTask);
        ending.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
