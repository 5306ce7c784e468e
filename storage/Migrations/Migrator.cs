using System.Globalization;
using OmniSage.Storage.Databases;

namespace OmniSage.Storage.Migrations;

/// <summary>
/// Brings the database to this program's schema, in one transaction and under a lock, so that several starts at once
/// apply each migration once. Refuses, in one sentence, a database that is newer than the program, and a program
/// whose released migrations are not those that made the database.
/// </summary>
public sealed class Migrator
{
    private readonly Database database;
    private readonly TimeProvider time;

    internal Migrator(Database database, TimeProvider time)
    {
        this.database = database;
        this.time = time;
    }

    /// <summary>How many migrations were applied.</summary>
    public Task<int> ApplyAsync(CancellationToken cancellation) => ApplyAsync(Migration.Load, cancellation);

    internal async Task<int> ApplyAsync(Func<string, ImmutableArray<Migration>> load, CancellationToken cancellation)
    {
        try
        {
            await using var target = await database.OpenForMigrationsAsync(cancellation);
            await ExecuteAsync(target.Connection, target.Begin, cancellation);
            var isDone = false;
            try
            {
                var applied = await ApplyAsync(target, load(target.Folder), cancellation);
                await ExecuteAsync(target.Connection, "COMMIT", cancellation);
                isDone = true;
                return applied;
            }
            finally
            {
                if (!isDone) await ExecuteAsync(target.Connection, "ROLLBACK", CancellationToken.None);
            }
        }
        catch (DbException fault)
        {
            throw new OmniSageException(
                ErrorCodes.StorageUnavailable,
                $"The database cannot be prepared: {fault.Message}",
                retryable: true,
                fault);
        }
    }

    private async Task<int> ApplyAsync(
        MigrationTarget target, ImmutableArray<Migration> migrations, CancellationToken cancellation)
    {
        if (target.VersionTable is not null) await ExecuteAsync(target.Connection, target.VersionTable, cancellation);
        var applied = await target.Connection.Command("SELECT version, hash FROM schema_version ORDER BY version")
            .ListAsync(row => ((int)row.GetInt64(0), row.GetString(1)), cancellation);
        Compare(applied, migrations);
        var missing = migrations[applied.Count..];
        if (target.VersionTable is null && missing.Length > 0)
        {
            throw Refused("The database lacks migrations of this program; set Storage:PostgresMigrationConnection "
                + "(the role omnisage_owner) and start again.");
        }

        foreach (var migration in missing)
        {
            await ExecuteAsync(target.Connection, migration.Sql, cancellation);
            await using var note = target.Connection.Command(
                "INSERT INTO schema_version (version, name, hash, applied_us) VALUES ($1, $2, $3, $4)",
                (long)migration.Version, migration.Name, migration.Hash, Microseconds.Of(time.GetUtcNow()));
            await note.ExecuteNonQueryAsync(cancellation);
        }

        return missing.Length;
    }

    private static void Compare(List<(int Version, string Hash)> applied, ImmutableArray<Migration> migrations)
    {
        foreach (var ((version, hash), migration) in applied.Zip(migrations))
        {
            if (version == migration.Version && hash == migration.Hash) continue;
            throw Refused($"Migration {migration.Name} is not the one that made this database; install the released "
                + "program again.");
        }

        if (applied.Count > migrations.Length)
        {
            throw Refused(string.Create(
                CultureInfo.InvariantCulture,
                $"The database has version {applied[^1].Version}, newer than this program's {migrations.Length}; "
                    + $"start the newer program, or restore the backup made before it."));
        }
    }

    private static async Task ExecuteAsync(DbConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = connection.Command(sql);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static OmniSageException Refused(string sentence) => new(ErrorCodes.StorageUnavailable, sentence);
}
