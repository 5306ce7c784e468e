using OmniSage.Crash.Tests.Scripts;
using OmniSage.Crash.Tests.Silos;

namespace OmniSage.Crash.Tests;

/// <summary>Kills the silo at every commit of the scripted runs, on SQLite.</summary>
public sealed class SqliteCrashTests(ITestOutputHelper output) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("omnisage-crash-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public Task Answer_KilledAtEveryCommit_IsGivenOnce() => SweepAsync(new AnswerScript());

    [Fact]
    public Task DelegatedTask_KilledAtEveryCommit_IsDoneOnce() => SweepAsync(new DelegationScript());

    [Fact]
    public Task TwoTasks_KilledAtEveryCommit_EndOnceAsAsked() => SweepAsync(new ParallelScript());

    [Fact]
    public async Task Approval_KilledAtEveryCommit_IsDecidedOnceAndFollowed()
    {
        await using var page = ApprovalScript.Page();
        await SweepAsync(new ApprovalScript(page, "allow"));
    }

    /// <summary>Behind each commit only: up to the decision these are the same.</summary>
    [Theory]
    [InlineData("deny")]
    [InlineData(null)]
    public async Task ApprovalNotGiven_KilledBehindEveryCommit_DoesNothing(string? verdict)
    {
        await using var page = ApprovalScript.Page();
        await SweepAsync(new ApprovalScript(page, verdict), KillMoment.After);
    }

    /// <summary>The one that takes up a task in the middle of its work is killed at that, over and over.</summary>
    [Fact]
    public async Task Recovery_KilledToo_IsTakenUpByTheNext()
    {
        await using var sweep = new CrashSweep(CrashSilo.Start(folder), new DelegationScript(), output);
        foreach (var commit in Enumerable.Range(1, 6))
        {
            await sweep.PlayAsync(new(KillMoment.After, 5), Ct, second: new(KillMoment.After, commit));
        }

        await VerifyAsync(sweep);
    }

    private Task SweepAsync(CrashScript script) => SweepAsync(script, KillMoment.Before, KillMoment.After);

    private async Task SweepAsync(CrashScript script, params KillMoment[] moments)
    {
        var start = CrashSilo.Start(folder) with { Settings = script.Settings };
        await using var sweep = new CrashSweep(start, script, output);
        foreach (var moment in moments) await sweep.SweepAsync(moment, Ct);
        await VerifyAsync(sweep);
    }

    private async Task VerifyAsync(CrashSweep sweep)
    {
        await sweep.StopAsync(Ct);
        var journals = await StoredJournals.VerifyAsync(options => options.DataFolder = folder, Ct);
        Assert.True(journals > sweep.Kills);
    }
}
