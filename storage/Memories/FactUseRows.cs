using OmniSage.GrainInterfaces.Memory;
using OmniSage.GrainInterfaces.Runs;
using OmniSage.Storage.Databases;
using OmniSage.Storage.Writes;
using static OmniSage.Storage.Writes.ColumnKind;

namespace OmniSage.Storage.Memories;

/// <summary>The <c>memory_use</c> table: which runs were told which facts.</summary>
public static class FactUseRows
{
    internal const string Columns = "run_id, thread_id, at_us, score";

    /// <summary>Scores are kept in millionths.</summary>
    private const double Millionths = 1_000_000;

    private static readonly Statement Add = new(
        "memory_use",
        $"INSERT INTO memory_use (tenant_id, fact_id, {Columns}) VALUES ($1, $2, $3, $4, $5, $6) "
            + "ON CONFLICT (tenant_id, fact_id, run_id) DO NOTHING",
        Text, Text, Text, Text, Number, Number);

    private static readonly Statement Remove = new(
        "memory_use", "DELETE FROM memory_use WHERE tenant_id = $1 AND fact_id = $2 AND run_id = $3", Text, Text, Text);

    public static RowChange Insert(RunId run, Guid thread, Guid fact, long atUs, double score) => Add.With(
        run.Tenant,
        fact.ToString("N"),
        run.Value.ToString("N"),
        thread.ToString("N"),
        atUs,
        (long)Math.Round(score * Millionths));

    public static RowChange Delete(RunId run, Guid fact) =>
        Remove.With(run.Tenant, fact.ToString("N"), run.Value.ToString("N"));

    internal static FactUse Read(DbDataReader row) =>
        new(row.Id(0), row.Id(1), row.GetInt64(2), row.GetInt64(3) / Millionths);
}
