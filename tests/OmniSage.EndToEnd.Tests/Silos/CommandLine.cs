using System.Diagnostics;

namespace OmniSage.EndToEnd.Tests.Silos;

/// <summary>Runs the command line as a process of its own against a silo.</summary>
internal static class CommandLine
{
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(
        TestSilo silo, string folder, params string[] words)
    {
        var cancellation = TestContext.Current.CancellationToken;
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
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        var output = await process.StandardOutput.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return (process.ExitCode, output, await errors);
    }
}
