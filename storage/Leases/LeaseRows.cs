using OmniSage.GrainInterfaces.Runs;
using OmniSage.Storage.Writes;
using static OmniSage.Storage.Writes.ColumnKind;

namespace OmniSage.Storage.Leases;

/// <summary>
/// The <c>lease</c> table: which grain does which unfinished run, in which start of a silo, until when.
/// </summary>
public static class LeaseRows
{
    private static readonly Statement Put = new(
        "lease",
        "INSERT INTO lease (tenant_id, run_id, owner_kind, owner_key, incarnation, expires_us, shard) "
            + "VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (tenant_id, run_id) DO UPDATE SET "
            + "owner_kind = excluded.owner_kind, owner_key = excluded.owner_key, incarnation = excluded.incarnation, "
            + "expires_us = excluded.expires_us",
        Text, Text, Text, Text, Text, Number, Number);

    private static readonly Statement Extend = new(
        "lease",
        "UPDATE lease SET expires_us = $4 WHERE tenant_id = $1 AND run_id = $2 AND incarnation = $3",
        Text, Text, Text, Number);

    private static readonly Statement Delete = new(
        "lease", "DELETE FROM lease WHERE tenant_id = $1 AND run_id = $2", Text, Text);

    /// <param name="run">The run that is not finished.</param>
    /// <param name="ownerKind">The grain that does it: <c>coordinator</c> or <c>executor</c>.</param>
    /// <param name="ownerKey">That grain's key.</param>
    /// <param name="incarnation">The start of the silo that does it.</param>
    /// <param name="expires">When anyone may take it over.</param>
    public static RowChange Set(
        RunId run, string ownerKind, string ownerKey, Guid incarnation, DateTimeOffset expires) =>
        Put.With(
            run.Tenant,
            run.Value.ToString("N"),
            ownerKind,
            ownerKey,
            incarnation.ToString("N"),
            Microseconds.Of(expires),
            (long)LeaseShard.SpotOf(run));

    public static RowChange Drop(RunId run) => Delete.With(run.Tenant, run.Value.ToString("N"));

    /// <summary>Moves the expiry of a lease that this incarnation still holds; nothing where it does not.</summary>
    internal static RowChange Renew(RunId run, Guid incarnation, DateTimeOffset expires) =>
        Extend.With(run.Tenant, run.Value.ToString("N"), incarnation.ToString("N"), Microseconds.Of(expires));
}
