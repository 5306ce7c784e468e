using System.Diagnostics;
using System.Globalization;

namespace OmniSage.Simulation.Tests;

public sealed class TraceTests
{
    /// <summary>The variable that has <see cref="Traces_WhenAsked_AreWritten"/> write to this file.</summary>
    private const string Variable = "OMNISAGE_SIM_TRACES";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task SameSeeds_InTwoProcesses_TakeTheSameSteps()
    {
        var files = new[] { Path.GetTempFileName(), Path.GetTempFileName() };
        try
        {
            await Task.WhenAll(files.Select(RunElsewhereAsync));
            var traces = await Task.WhenAll(files.Select(file => File.ReadAllLinesAsync(file)));
            Assert.NotEmpty(traces[0]);
            Assert.Equal(traces[0], traces[1]);
        }
        finally
        {
            foreach (var file in files) File.Delete(file);
        }
    }

    [Fact]
    public void DifferentSeeds_TakeDifferentSteps() =>
        Assert.NotEqual(Simulation.Run(1).Trace, Simulation.Run(2).Trace);

    /// <summary>
    /// The part of <see cref="SameSeeds_InTwoProcesses_TakeTheSameSteps"/> that runs in the other processes.
    /// </summary>
    [Fact]
    public void Traces_WhenAsked_AreWritten()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } file) return;
        var lines = Enumerable.Range(1, 25).Select(seed => Simulation.Run(seed)).Select(result =>
            string.Create(CultureInfo.InvariantCulture, $"{result.Seed} {result.Steps} {result.Time} {result.Trace}"));
        File.WriteAllLines(file, lines);
    }

    private static async Task RunElsewhereAsync(string file)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "OmniSage.Simulation.Tests"))
        {
            ArgumentList = { "-method", $"*{nameof(Traces_WhenAsked_AreWritten)}" },
            Environment = { [Variable] = file },
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Patience);
        await process.StandardOutput.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        Assert.Equal(0, process.ExitCode);
    }
}
