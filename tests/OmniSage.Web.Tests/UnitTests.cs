using System.Diagnostics;

namespace OmniSage.Web.Tests;

/// <summary>The page's own tests, which Vitest runs.</summary>
public sealed class UnitTests
{
    private static readonly TimeSpan TimeMax = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Vitest_Passes()
    {
        var vitest = Path.Combine(Tree.Page, "node_modules/vitest/vitest.mjs");
        Assert.SkipUnless(File.Exists(vitest), "The web page's packages are not there: they need Node.js 20.19.");
        var start = new ProcessStartInfo("node", [vitest, "run", "--reporter=dot"])
        {
            WorkingDirectory = Tree.Page, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeMax);
        var said = process.StandardOutput.ReadToEndAsync(limit.Token);
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }

        Assert.True(process.ExitCode == 0, await said + await errors);
    }
}
