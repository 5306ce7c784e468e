using OmniSage.Storage.Databases;
using OmniSage.Storage.Writes;

namespace OmniSage.Storage.Budgets;

/// <summary>What a budget grain has to know when it begins, as the runs of its tenant wrote it down.</summary>
public sealed class BudgetBooks
{
    private static readonly DateOnly Epoch = new(1970, 1, 1);

    private readonly Database database;
    private readonly WriteQueue writes;

    internal BudgetBooks(Database database, WriteQueue writes) => (this.database, this.writes) = (database, writes);

    /// <summary>
    /// Begins a new life: allowances that were given before and are not written down by now never will be. Answers its
    /// number, all allowances that are, and what was spent since the first day of this month.
    /// </summary>
    public async Task<(long Epoch, List<Hold> Holds, List<SpentSum> Spent)> BeginAsync(
        TenantId tenant, DateOnly today, CancellationToken cancellation)
    {
        var unit = new UnitOfWork(tenant);
        unit.Change(HoldRows.NewEpoch(tenant));
        await writes.CommitAsync(unit);
        var since = new DateOnly(today.Year, today.Month, 1).DayNumber - Epoch.DayNumber;
        return await database.ReadAsync(
            tenant,
            async connection =>
            {
                var epochs = await connection.Command(
                    "SELECT epoch FROM budget_epoch WHERE tenant_id = $1", tenant.Text)
                    .ListAsync(row => row.GetInt64(0), cancellation);
                var holds = await connection.Command(
                    $"SELECT {HoldRows.Columns} FROM budget_hold WHERE tenant_id = $1", tenant.Text)
                    .ListAsync(row => HoldRows.Read(row, tenant), cancellation);
                var spent = await connection.Command(
                    "SELECT day, workspace_id, account_id, agent_id, SUM(cost), SUM(input_tokens + output_tokens) "
                        + "FROM model_usage WHERE tenant_id = $1 AND day >= $2 "
                        + "GROUP BY day, workspace_id, account_id, agent_id",
                    tenant.Text, (long)since)
                    .ListAsync(
                        row => new SpentSum(
                            Epoch.AddDays((int)row.GetInt64(0)),
                            new(tenant, row.Id(1), row.Id(2), row.Id(3)),
                            new(Convert.ToInt64(row.GetValue(4)), Convert.ToInt64(row.GetValue(5)))),
                        cancellation);
                return (epochs[0], holds, spent);
            },
            cancellation);
    }
}
