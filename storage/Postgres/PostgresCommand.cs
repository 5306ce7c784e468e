using Npgsql;
using NpgsqlTypes;
using OmniSage.Storage.Writes;

namespace OmniSage.Storage.Postgres;

/// <summary>Makes a change of a row into a command with typed parameters.</summary>
internal static class PostgresCommand
{
    public static NpgsqlBatchCommand Of(RowChange change)
    {
#pragma warning disable CA2100 // The text is a constant of a Rows class; values are parameters.
        var command = new NpgsqlBatchCommand(change.Statement.Sql);
#pragma warning restore CA2100
        for (var at = 0; at < change.Values.Length; at++)
        {
            command.Parameters.Add(Parameter(change.Statement.Kinds[at], change.Values[at]));
        }

        return command;
    }

    private static NpgsqlParameter Parameter(ColumnKind kind, object? value) => new()
    {
        NpgsqlDbType = kind switch
        {
            ColumnKind.Text => NpgsqlDbType.Text,
            ColumnKind.Number => NpgsqlDbType.Bigint,
            ColumnKind.Bytes => NpgsqlDbType.Bytea,
        },
        Value = value ?? DBNull.Value,
    };
}
