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
        RunAsync(Environment.CurrentDirectory, url, key, input, editor: null, args);

    /// <summary>With a current folder of its own.</summary>
    public static Task<Outcome> RunInAsync(
        string folder, string url, string? key, string? input, params string[] args) =>
        RunAsync(folder, url, key, input, editor: null, args);

    /// <summary>With an editor that leaves this text, whatever it was given.</summary>
    public static async Task<Outcome> EditAsync(string url, string key, string text, params string[] args)
    {
        var folder = Directory.CreateTempSubdirectory("omnisage-editor-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "text"), text);
        var outcome = await RunAsync(
            Environment.CurrentDirectory, url, key, null, $"cp {Path.Combine(folder, "text")}", args);
        Directory.Delete(folder, recursive: true);
        return outcome;
    }

    private static async Task<Outcome> RunAsync(
        string folder, string url, string? key, string? input, string? editor, string[] args)
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
        foreach (var name in (string[])["OMNISAGE_KEY", "VISUAL", "EDITOR"]) start.Environment.Remove(name);
        if (editor is not null) start.Environment["EDITOR"] = editor;
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
