using System.Runtime.InteropServices;
using Microsoft.Extensions.Options;
using OmniSage.Sandbox;

namespace OmniSage.Silo.Sandboxes;

/// <summary>
/// <c>omnisage sandboxd</c>: the process that alone opens the container engine's socket. A silo whose driver is
/// <c>docker</c> starts it itself; a person who wants it to run as another account starts it beforehand.
/// </summary>
internal static class SandboxdCommand
{
    public static async Task<int> RunAsync(SiloArguments arguments)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(
            new ConfigurationBuilder().AddEnvironmentVariables(SiloHost.SettingsPrefix).Build());
        services.AddLogging(logging => logging
            .AddSimpleConsole(console => console.SingleLine = true)
            .SetMinimumLevel(LogLevel.Warning));
        services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(
            console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        services.AddSandboxes(arguments);
        using var ending = new CancellationTokenSource();
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => End(signal, ending));
        // Ctrl-C ends one that a person started; one that a silo started outlives it for as long as it is needed.
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
        {
            signal.Cancel = true;
            if (arguments.IdleMax is null) ending.Cancel();
        });
        try
        {
            Directory.CreateDirectory(arguments.DataFolder);
            await using var provider = services.BuildServiceProvider();
            var options = provider.GetRequiredService<IOptions<SandboxOptions>>().Value;
            await provider.ServeSandboxDaemonAsync(
                arguments.IdleMax, () => Announce(options, arguments), ending.Token);
            return ExitCodes.Done;
        }
        catch (SandboxException refused)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return ExitCodes.Failed;
        }
        catch (Exception fault) when (StartFailure.Explain(fault, arguments) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return ExitCodes.Failed;
        }
    }

    private static void End(PosixSignalContext signal, CancellationTokenSource ending)
    {
        signal.Cancel = true;
        ending.Cancel();
    }

    private static void Announce(SandboxOptions options, SiloArguments arguments)
    {
        if (arguments.IdleMax is null) Console.WriteLine($"The sandbox daemon is ready: {options.DaemonSocket}");
    }
}
