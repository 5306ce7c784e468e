using System.Diagnostics;

namespace OmniSage.Tidy.Tests.Scripts;

/// <summary>How a script ended, and what it said.</summary>
internal sealed record ShellRun(int ExitCode, string Output, string Errors)
{
    /// <summary>Runs bash with these arguments and nothing of this process's environment but what is given.</summary>
    public static async Task<ShellRun> StartAsync(
        string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("/bin/bash", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in environment) start.Environment[name] = value;

        using var process = Process.Start(start)!;
        var token = TestContext.Current.CancellationToken;
        var output = process.StandardOutput.ReadToEndAsync(token);
        var errors = process.StandardError.ReadToEndAsync(token);
        await process.WaitForExitAsync(token);
        return new(process.ExitCode, await output, await errors);
    }
}
