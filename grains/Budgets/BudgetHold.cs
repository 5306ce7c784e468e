using OmniSage.GrainInterfaces.Budgets;

namespace OmniSage.Grains.Budgets;

/// <summary>An allowance that was handed out.</summary>
/// <param name="Place">On whose account.</param>
/// <param name="Amount">The most that may still be taken.</param>
/// <param name="IsExtra">It is taken from what a person granted the run.</param>
/// <param name="SeenUs">When it was handed out, or last found written down.</param>
internal sealed record BudgetHold(BudgetPlace Place, Amount Amount, bool IsExtra, long SeenUs);
