using OmniSage.Crash.Tests.Scripts;
using OmniSage.Crash.Tests.Silos;
using OmniSage.Storage;
using OmniSage.Storage.Tests.Fixtures;

namespace OmniSage.Crash.Tests;

/// <summary>
/// The same on PostgreSQL: a few points of each script, all of them with <c>OMNISAGE_TEST_FULL=1</c>.
/// </summary>
public sealed class PostgresCrashTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const string Setting = "OMNISAGE_TEST_POSTGRES";

    private readonly string? administrator = Environment.GetEnvironmentVariable(Setting);
    private readonly string folder = Directory.CreateTempSubdirectory("omnisage-crash-").FullName;
    private string database = "";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        if (!string.IsNullOrEmpty(administrator)) database = await PostgresServer.CreateDatabaseAsync(administrator);
    }

    public async ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        if (database.Length == 0) return;
        await PostgresServer.ExecuteAsync(administrator!, $"DROP DATABASE IF EXISTS {database} WITH (FORCE)");
    }

    [Fact]
    public Task Answer_KilledAtACommit_IsGivenOnce() => SweepAsync(
        new AnswerScript(), new KillPoint(KillMoment.After, 2));

    [Fact]
    public Task DelegatedTask_KilledAtACommit_IsDoneOnce() => SweepAsync(
        new DelegationScript(), new(KillMoment.After, 3), new(KillMoment.Before, 6), new(KillMoment.After, 7));

    [Fact]
    public Task TwoTasks_KilledAtACommit_EndOnceAsAsked() => SweepAsync(
        new ParallelScript(), new(KillMoment.Before, 5), new(KillMoment.After, 8));

    [Theory]
    [InlineData("allow")]
    [InlineData("deny")]
    public async Task Approval_KilledAtACommit_IsDecidedOnceAndFollowed(string verdict)
    {
        await using var page = ApprovalScript.Page();
        await SweepAsync(
            new ApprovalScript(page, verdict),
            new(KillMoment.After, 6),
            new(KillMoment.After, 8),
            new(KillMoment.Before, 9),
            new(KillMoment.After, 10));
    }

    private async Task SweepAsync(CrashScript script, params KillPoint[] sample)
    {
        Assert.SkipWhen(
            database.Length == 0, $"PostgreSQL is not tested: {Setting} holds no administrator's connection string.");
        await using var sweep = new CrashSweep(Start(script), script, output);
        if (TestSize.IsFull)
        {
            await sweep.SweepAsync(KillMoment.Before, Ct);
            await sweep.SweepAsync(KillMoment.After, Ct);
        }
        else
        {
            foreach (var point in sample) Assert.True(
                await sweep.PlayAsync(point, Ct), $"Nothing was killed at {point}.");
        }

        await sweep.StopAsync(Ct);
        await StoredJournals.VerifyAsync(Configure, Ct);
    }

    private SiloStart Start(CrashScript script) => CrashSilo.Start(folder) with
    {
        Settings = new Dictionary<string, string>(script.Settings)
        {
            ["OMNISAGE_Storage__Database"] = nameof(DatabaseKind.Postgres),
            ["OMNISAGE_Storage__PostgresConnection"] = PostgresServer.AsApp(administrator!, database),
            ["OMNISAGE_Storage__PostgresMigrationConnection"] = PostgresServer.AsOwner(administrator!, database),
        },
    };

    private void Configure(StorageOptions options)
    {
        options.Database = DatabaseKind.Postgres;
        options.DataFolder = folder;
        options.PostgresConnection = PostgresServer.AsApp(administrator!, database);
    }
}
