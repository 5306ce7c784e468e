using OmniSage.GrainInterfaces.Events;
using OmniSage.Storage.Databases;
using OmniSage.Storage.Writes;
using static OmniSage.Storage.Writes.ColumnKind;

namespace OmniSage.Storage.Budgets;

/// <summary>
/// The <c>model_usage</c> table: what model calls took. Each row is the sum of the charges in events, so that all of it
/// can be made anew from the log.
/// </summary>
public static class UsageRows
{
    internal const string Sums =
        "SUM(calls), SUM(failures), SUM(estimates), SUM(unpriced), SUM(input_tokens), SUM(cached_tokens), "
        + "SUM(output_tokens), SUM(cost)";

    private static readonly Statement Add = new(
        "model_usage",
        "INSERT INTO model_usage (tenant_id, day, workspace_id, account_id, agent_id, level, provider, model, calls, "
            + "failures, estimates, unpriced, input_tokens, cached_tokens, output_tokens, cost) "
            + "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1, $9, $10, $11, $12, $13, $14, $15) "
            + "ON CONFLICT (tenant_id, day, workspace_id, account_id, agent_id, level, provider, model) DO UPDATE SET "
            + "calls = model_usage.calls + 1, failures = model_usage.failures + excluded.failures, "
            + "estimates = model_usage.estimates + excluded.estimates, "
            + "unpriced = model_usage.unpriced + excluded.unpriced, "
            + "input_tokens = model_usage.input_tokens + excluded.input_tokens, "
            + "cached_tokens = model_usage.cached_tokens + excluded.cached_tokens, "
            + "output_tokens = model_usage.output_tokens + excluded.output_tokens, "
            + "cost = model_usage.cost + excluded.cost",
        Text, Number, Text, Text, Text, Text, Text, Text, Number, Number, Number, Number, Number, Number, Number);

    private static readonly Statement Remove = new(
        "model_usage", "DELETE FROM model_usage WHERE tenant_id = $1", Text);

    /// <summary>What an event says of usage; null where it says nothing.</summary>
    public static RowChange? Of(TenantId tenant, Guid workspace, long atUs, EventPayload payload) => payload switch
    {
        ModelResponded { Charge: { } charge } => Count(tenant, workspace, atUs, charge, isFailure: false),
        ModelFailed { Charge: { } charge } => Count(tenant, workspace, atUs, charge, isFailure: true),
        BudgetSettled { Lost: { } charge } => Count(tenant, workspace, atUs, charge, isFailure: true),
        _ => null,
    };

    /// <summary>Forgets what was counted, to be counted anew from the log.</summary>
    public static RowChange Clear(TenantId tenant) => Remove.With(tenant);

    /// <summary>The days since 1970 of a moment, in UTC.</summary>
    public static long DayOf(long us) => us / (86_400L * 1_000_000);

    private static RowChange Count(TenantId tenant, Guid workspace, long atUs, ModelCharge charge, bool isFailure) =>
        Add.With(
            tenant,
            DayOf(atUs),
            workspace.ToString("N"),
            charge.By.ToString("N"),
            charge.Agent.ToString("N"),
            charge.Level,
            Sql.Clean(charge.Provider ?? ""),
            Sql.Clean(charge.Model),
            isFailure ? 1L : 0,
            charge.IsEstimate is true ? 1L : 0,
            charge.IsUnpriced is true ? 1L : 0,
            charge.InputTokens,
            charge.CachedTokens,
            charge.OutputTokens,
            charge.Cost);
}
