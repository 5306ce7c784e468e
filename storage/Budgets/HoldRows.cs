using OmniSage.GrainInterfaces.Budgets;
using OmniSage.Storage.Databases;
using OmniSage.Storage.Writes;
using static OmniSage.Storage.Writes.ColumnKind;

namespace OmniSage.Storage.Budgets;

/// <summary>
/// The tables <c>budget_hold</c> and <c>budget_epoch</c>: which runs have allowances, and in which life of their
/// tenant's budget grain these were given. One of an earlier life is refused, and its whole unit with it.
/// </summary>
public static class HoldRows
{
    internal const string Columns = "run_id, step, attempt, workspace_id, account_id, agent_id, money, tokens";

    /// <summary>Keeps the epoch from changing until the unit is written.</summary>
    private static readonly Statement Lock = new(
        "budget_epoch", "UPDATE budget_epoch SET epoch = epoch WHERE tenant_id = $1", Text);

    private static readonly Statement Add = new(
        "budget_hold",
        $"INSERT INTO budget_hold (tenant_id, {Columns}, epoch) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, "
            + "(SELECT epoch FROM budget_epoch WHERE tenant_id = $1 AND epoch = $10))",
        Text, Text, Number, Number, Text, Text, Text, Number, Number, Number) { IsFence = true };

    private static readonly Statement Remove = new(
        "budget_hold", "DELETE FROM budget_hold WHERE tenant_id = $1 AND run_id = $2", Text, Text);

    private static readonly Statement Begin = new(
        "budget_epoch",
        "INSERT INTO budget_epoch (tenant_id, epoch) VALUES ($1, 1) "
            + "ON CONFLICT (tenant_id) DO UPDATE SET epoch = budget_epoch.epoch + 1",
        Text);

    /// <summary>Writes the allowance down, in this order.</summary>
    public static ImmutableArray<RowChange> Insert(ReserveBudget granted, long epoch) =>
    [
        Lock.With(granted.Place.Tenant),
        Add.With(
            granted.Place.Tenant,
            granted.Run.ToString("N"),
            (long)granted.Step,
            (long)granted.Attempt,
            granted.Place.Workspace.ToString("N"),
            granted.Place.User.ToString("N"),
            granted.Place.Agent.ToString("N"),
            granted.Amount.Money,
            granted.Amount.Tokens,
            epoch),
    ];

    /// <summary>The run has no allowance any more.</summary>
    public static RowChange Drop(TenantId tenant, Guid run) => Remove.With(tenant, run.ToString("N"));

    /// <summary>A new life of the grain: what an earlier one gave and is not written down yet counts no more.</summary>
    public static RowChange NewEpoch(TenantId tenant) => Begin.With(tenant);

    internal static Hold Read(DbDataReader row, TenantId tenant) => new(
        row.Id(0),
        (int)row.GetInt64(1),
        (int)row.GetInt64(2),
        new(tenant, row.Id(3), row.Id(4), row.Id(5)),
        new(row.GetInt64(6), row.GetInt64(7)));
}
