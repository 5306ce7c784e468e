using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using OmniSage.Storage.Databases;
using OmniSage.Storage.Journals;
using OmniSage.Storage.Postgres;
using OmniSage.Storage.Sqlite;

namespace OmniSage.Bench.Storage;

/// <summary>The baselines: what is left when nothing is done but inserting rows that are already there.</summary>
internal static class PlainLoop
{
    public static Task OnSqliteAsync(ServiceProvider services, List<SealedEvent> events, int perCommit)
    {
        var rows = events.Select(@event => EventRows.Insert(@event, isFirst: false).Values).ToList();
        using var connection = ((SqliteDatabase)services.GetRequiredService<Database>()).OpenFile();
        using var begin = new SqliteStatement(connection.Handle!, "BEGIN IMMEDIATE");
        using var commit = new SqliteStatement(connection.Handle!, "COMMIT");
        using var insert = new SqliteStatement(
            connection.Handle!, EventRows.PlainInsert.Sql, EventRows.PlainInsert.Kinds);
        foreach (var batch in rows.Chunk(perCommit))
        {
            begin.Run();
            foreach (var row in batch) insert.Run(row);
            commit.Run();
        }

        return Task.CompletedTask;
    }

    /// <summary>One connection; a transaction has one tenant, as row-level security asks.</summary>
    public static async Task OnPostgresAsync(ServiceProvider services, List<SealedEvent> events, int perCommit)
    {
        var source = ((PostgresDatabase)services.GetRequiredService<Database>()).Source;
        await using var connection = await source.OpenConnectionAsync();
        foreach (var tenant in events.GroupBy(@event => @event.Event.Journal.Tenant))
        {
            foreach (var batch in tenant.Chunk(perCommit))
            {
                await using var commands = new NpgsqlBatch(connection);
                commands.BatchCommands.Add(PostgresDatabase.TenantCommand(tenant.Key));
                foreach (var @event in batch)
                {
                    commands.BatchCommands.Add(PostgresCommand.Of(EventRows.Insert(@event, isFirst: false)));
                }

                await commands.ExecuteNonQueryAsync();
            }
        }
    }
}
