using Microsoft.Extensions.DependencyInjection;
using OmniSage.Storage;
using OmniSage.Storage.Databases;
using OmniSage.Storage.Journals;
using OmniSage.Storage.Migrations;
using OmniSage.Storage.Writes;

namespace OmniSage.Bench.Storage;

/// <summary>
/// How fast events become durable, against a plain loop that inserts the same sealed rows with the same driver,
/// durability and number of events per commit, in the same run.
/// </summary>
public static class StorageBench
{
    /// <summary>An administrator's connection to PostgreSQL; a database is made and dropped.</summary>
    public const string PostgresSetting = "OMNISAGE_TEST_POSTGRES";

    private const int Writers = 256;
    private const int UnitsEach = 40;

    /// <summary>SQLite in a folder of its own under the temporary folder.</summary>
    public static async Task<StorageRate> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("omnisage-bench-").FullName;
        try
        {
            return await RunAsync(
                "SQLite",
                options => options.DataFolder = Path.Combine(folder, "queue"),
                options => options.DataFolder = Path.Combine(folder, "plain"),
                PlainLoop.OnSqliteAsync);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>PostgreSQL as well, where <see cref="PostgresSetting"/> names a server.</summary>
    public static async Task<IReadOnlyList<StorageRate>> RunAllAsync()
    {
        var sqlite = await RunAsync();
        var administrator = Environment.GetEnvironmentVariable(PostgresSetting);
        if (string.IsNullOrEmpty(administrator)) return [sqlite];
        await using var queue = await BenchDatabase.CreateAsync(administrator);
        await using var plain = await BenchDatabase.CreateAsync(administrator);
        return [sqlite, await RunAsync("PostgreSQL", queue.Configure, plain.Configure, PlainLoop.OnPostgresAsync)];
    }

    private static async Task<StorageRate> RunAsync(
        string name,
        Action<StorageOptions> queueOptions,
        Action<StorageOptions> plainOptions,
        Func<ServiceProvider, List<SealedEvent>, int, Task> loop)
    {
        var commits = new BatchCount();
        List<SealedEvent> events;
        (double Seconds, double CpuMicros) queued;
        await using (var services = await OpenAsync(queueOptions, commits))
        {
            var queue = services.GetRequiredService<WriteQueue>();
            await new EventLoad(Writers, 10).RunAsync(queue);
            commits.Reset();
            var stretch = new Stretch();
            events = await new EventLoad(Writers, UnitsEach).RunAsync(queue);
            queued = stretch.End();
        }

        var perCommit = events.Count / (double)commits.Count;
        await using var plain = await OpenAsync(plainOptions, null);
        var alone = new Stretch();
        await loop(plain, events, (int)Math.Ceiling(perCommit));
        var (seconds, cpuMicros) = alone.End();
        return new()
        {
            Database = name,
            EventsPerSecond = events.Count / queued.Seconds,
            BaselinePerSecond = events.Count / seconds,
            EventsPerCommit = perCommit,
            CpuMicrosPerEvent = queued.CpuMicros / events.Count,
            BaselineCpuMicrosPerEvent = cpuMicros / events.Count,
        };
    }

    private static async Task<ServiceProvider> OpenAsync(Action<StorageOptions> configure, WriteFaults? commits)
    {
        var services = new ServiceCollection().Configure(configure);
        if (commits is not null) services.AddSingleton(commits);
        var provider = services.AddLogging().AddStorage().BuildServiceProvider();
        await provider.GetRequiredService<Migrator>().ApplyAsync(CancellationToken.None);
        _ = provider.GetRequiredService<Database>();
        return provider;
    }
}
