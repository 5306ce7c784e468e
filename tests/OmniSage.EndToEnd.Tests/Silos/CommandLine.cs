using System.Diagnostics;

namespace OmniSage.EndToEnd.Tests.Silos;

/// <summary>The command line as its own process, on a silo's address and key.</summary>
internal static class CommandLine
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Both of what it prints as one text.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(TestSilo silo, params string[] words)
    {
        var (code, output, errors) = await RunInAsync(silo, Environment.CurrentDirectory, words);
        return (code, output + errors);
    }

    public static async Task<(int ExitCode, string Output, string Errors)> RunInAsync(
        TestSilo silo, string folder, params string[] words)
    {
        var info = new ProcessStartInfo(
            "dotnet", ["exec", SiloStart.AssemblyOf("OmniSage.Cli"), .. words, "--data", silo.Folder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = folder,
        };
        info.Environment["OMNISAGE_URL"] = silo.Url.ToString();
        using var process = Process.Start(info)!;
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync(Ct);
        var output = await process.StandardOutput.ReadToEndAsync(Ct);
        await process.WaitForExitAsync(Ct);
        return (process.ExitCode, output, await errors);
    }
}
