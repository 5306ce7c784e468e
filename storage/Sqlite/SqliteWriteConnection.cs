using Microsoft.Data.Sqlite;
using OmniSage.Storage.Writes;
using SQLitePCL;

namespace OmniSage.Storage.Sqlite;

/// <summary>The connection that writes, with every statement it has prepared.</summary>
internal sealed class SqliteWriteConnection : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly bool isShared;
    private readonly Dictionary<Statement, SqliteStatement> statements = [];
    private readonly SqliteStatement begin;
    private readonly SqliteStatement commit;
    private readonly SqliteStatement savepoint;
    private readonly SqliteStatement release;
    private readonly SqliteStatement rollbackTo;

    /// <param name="connection">An open connection.</param>
    /// <param name="isShared">Whether others read through it, so that it stays open: the in-memory database.</param>
    public SqliteWriteConnection(SqliteConnection connection, bool isShared)
    {
        this.connection = connection;
        this.isShared = isShared;
        begin = new(Handle, "BEGIN IMMEDIATE");
        commit = new(Handle, "COMMIT");
        savepoint = new(Handle, "SAVEPOINT unit");
        release = new(Handle, "RELEASE unit");
        rollbackTo = new(Handle, "ROLLBACK TO unit");
    }

    private sqlite3 Handle => connection.Handle!;

    public void Begin() => Require(begin.Run());

    public void Commit() => Require(commit.Run());

    /// <summary>Ends whatever was begun; says nothing when SQLite did so already.</summary>
    public void Rollback() => raw.sqlite3_exec(Handle, "ROLLBACK");

    /// <summary>
    /// Writes all of the unit, or nothing of it. Returns the change that broke a constraint, or null;
    /// throws when the database fails.
    /// </summary>
    public RowChange? Write(UnitOfWork unit)
    {
        Require(savepoint.Run());
        foreach (var change in unit.Changes)
        {
            var result = Prepared(change.Statement).Run(change.Values);
            if (result == raw.SQLITE_DONE) continue;
            if ((result & 0xFF) != raw.SQLITE_CONSTRAINT) SqliteFault.ThrowUnlessOk(Handle, result);
            Require(rollbackTo.Run());
            Require(release.Run());
            return change;
        }

        Require(release.Run());
        return null;
    }

    public void Dispose()
    {
        foreach (var statement in statements.Values) statement.Dispose();
        foreach (var statement in new[] { begin, commit, savepoint, release, rollbackTo }) statement.Dispose();
        if (!isShared) connection.Dispose();
    }

    private SqliteStatement Prepared(Statement statement)
    {
        if (!statements.TryGetValue(statement, out var prepared))
        {
            statements[statement] = prepared = new(Handle, statement.Sql, statement.Kinds);
        }

        return prepared;
    }

    private void Require(int result) => SqliteFault.ThrowUnlessOk(Handle, result);
}
