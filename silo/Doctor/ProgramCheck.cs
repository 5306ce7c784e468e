using System.ComponentModel;
using System.Diagnostics;

namespace OmniSage.Silo.Doctor;

/// <summary>Programs that OmniSage can use and does not need.</summary>
internal static class ProgramCheck
{
    private static readonly TimeSpan TimeMax = TimeSpan.FromSeconds(5);

    public static async Task<IEnumerable<Finding>> LookAsync() =>
    [
        await LookAsync(
            "node",
            "Node",
            "--version",
            "The web app cannot be built without it; everything else works.",
            "Install Node 20 or newer."),
        await LookAsync(
            "docker", "Docker", "--version", "Only the docker driver and its images need it.", null),
    ];

    private static async Task<Finding> LookAsync(
        string program, string name, string argument, string without, string? nextStep)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, argument)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            using var limit = new CancellationTokenSource(TimeMax);
            var version = await process.StandardOutput.ReadLineAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new(name, "ok", version?.Trim() ?? "It is there.");
        }
        catch (Win32Exception)
        {
            return new(name, "missing", without, nextStep);
        }
        catch (OperationCanceledException)
        {
            return new(name, "missing", $"It is there and did not answer within {TimeMax.TotalSeconds:0} s.");
        }
    }
}
