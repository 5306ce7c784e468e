namespace OmniSage.GrainInterfaces.Budgets;

/// <summary>
/// Sees that the allowances of a tenant's runs, together with what was spent, never exceed a limit at any level.
/// Keyed by <see cref="TenantId"/>. An allowance is a run's own: the run writes it down with the step that needs it,
/// and what became of it with the step's end. What this grain knows of both is rebuilt from that.
/// </summary>
[Alias("omnisage.budget"), GrainInterfaceType("budget")]
public interface IBudgetGrain : IGrainWithStringKey
{
    /// <summary>Hands out an allowance, or names the limit in the way. Asking again for the same attempt answers the
    /// same.</summary>
    [Alias("reserve")]
    Task<BudgetAnswer> ReserveAsync(ReserveBudget request);

    /// <summary>Takes an allowance back and counts what was taken of it. Repeating it changes nothing.</summary>
    [Alias("settle")]
    Task SettleAsync(SettleBudget settled);

    /// <summary>How far the limits of this place are, and what was told of them.</summary>
    [Alias("read")]
    Task<BudgetView> ReadAsync(BudgetPlace place, BudgetTerms terms);
}
