using System.Diagnostics;
using OmniSage.Api.Tests.Fakes;

namespace OmniSage.Api.Tests.Cli;

/// <summary>Runs the built command-line program as a process of its own.</summary>
internal static class CliProcess
{
    public sealed record Outcome(int ExitCode, string Output, string Error)
    {
        public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    public static Task<Outcome> RunAsync(ApiHost host, string? input, params string[] args) =>
        RunAsync(host.Url.ToString(), ApiHost.Key, input, args);

    public static Task<Outcome> RunAsync(string url, string? key, string? input, params string[] args) =>
        RunInAsync(Environment.CurrentDirectory, url, key, input, args);

    /// <summary>With a current folder of its own.</summary>
    public static async Task<Outcome> RunInAsync(
        string folder, string url, string? key, string? input, params string[] args)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "OmniSage.Cli.dll");
        var start = new ProcessStartInfo("dotnet", [program, .. args])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        start.Environment["OMNISAGE_URL"] = url;
        start.Environment["OMNISAGE_DATA"] = "/nonexistent";
        start.Environment.Remove("OMNISAGE_KEY");
        if (key is not null) start.Environment["OMNISAGE_KEY"] = key;
        using var process = Process.Start(start)!;
        using var end = new CancellationTokenSource(ApiHost.Patience);
        var output = process.StandardOutput.ReadToEndAsync(end.Token);
        var error = process.StandardError.ReadToEndAsync(end.Token);
        if (input is not null) await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        try
        {
            await process.WaitForExitAsync(end.Token);
            return new(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw new TimeoutException($"omnisage {string.Join(' ', args)} did not end.");
        }
    }
}
