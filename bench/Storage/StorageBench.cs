using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using OmniSage.Storage;
using OmniSage.Storage.Databases;
using OmniSage.Storage.Journals;
using OmniSage.Storage.Migrations;
using OmniSage.Storage.Sqlite;
using OmniSage.Storage.Writes;

namespace OmniSage.Bench.Storage;

/// <summary>
/// How fast events become durable, against a plain loop that inserts the same sealed rows with the same driver,
/// durability and number of events per commit, in the same run.
/// </summary>
public static class StorageBench
{
    private const int Writers = 256;
    private const int UnitsEach = 120;

    /// <summary>SQLite in a folder of its own under the temporary folder.</summary>
    public static async Task<StorageRate> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("omnisage-bench-").FullName;
        try
        {
            return await RunSqliteAsync(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public static async Task<IReadOnlyList<StorageRate>> RunAllAsync() => [await RunAsync()];

    private static async Task<StorageRate> RunSqliteAsync(string folder)
    {
        var commits = new BatchCount();
        List<SealedEvent> events;
        double seconds;
        await using (var services = Services(Path.Combine(folder, "queue"), commits))
        {
            await services.GetRequiredService<Migrator>().ApplyAsync(CancellationToken.None);
            var queue = services.GetRequiredService<WriteQueue>();
            await new EventLoad(Writers, 10).RunAsync(queue);
            commits.Reset();
            var load = new EventLoad(Writers, UnitsEach);
            var watch = Stopwatch.StartNew();
            events = await load.RunAsync(queue);
            seconds = watch.Elapsed.TotalSeconds;
        }

        var perCommit = events.Count / (double)commits.Count;
        await using var plain = Services(Path.Combine(folder, "plain"), null);
        await plain.GetRequiredService<Migrator>().ApplyAsync(CancellationToken.None);
        var loop = InsertAll(plain.GetRequiredService<Database>(), events, (int)Math.Ceiling(perCommit));
        return new("SQLite", events.Count / seconds, events.Count / loop.TotalSeconds, perCommit);
    }

    private static TimeSpan InsertAll(Database database, List<SealedEvent> events, int perCommit)
    {
        using var connection = ((SqliteDatabase)database).OpenFile();
        using var begin = new SqliteStatement(connection.Handle!, "BEGIN IMMEDIATE");
        using var commit = new SqliteStatement(connection.Handle!, "COMMIT");
        using var insert = new SqliteStatement(
            connection.Handle!, EventRows.PlainInsert.Sql, EventRows.PlainInsert.Kinds);
        var rows = events.Select(@event => EventRows.Insert(@event, isFirst: false).Values).ToList();
        var watch = Stopwatch.StartNew();
        foreach (var batch in rows.Chunk(perCommit))
        {
            begin.Run();
            foreach (var row in batch) insert.Run(row);
            commit.Run();
        }

        return watch.Elapsed;
    }

    private static ServiceProvider Services(string folder, WriteFaults? commits)
    {
        var services = new ServiceCollection();
        services.Configure<StorageOptions>(options => options.DataFolder = folder);
        if (commits is not null) services.AddSingleton(commits);
        return services.AddLogging().AddStorage().BuildServiceProvider();
    }
}
