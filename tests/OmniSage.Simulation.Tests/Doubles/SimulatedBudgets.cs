using OmniSage.GrainInterfaces.Budgets;
using OmniSage.Grains.Budgets;
using OmniSage.Simulation.Tests.Silos;

namespace OmniSage.Simulation.Tests.Doubles;

/// <summary>
/// One dollar a day for each tenant, or another limit that the seed chose, until it is calm: then there is none, and
/// what waits goes on by itself. A token costs a millionth.
/// </summary>
internal sealed class SimulatedBudgets(Chaos chaos) : IBudgetSettings
{
    public ValueTask<BudgetTerms> FindAsync(BudgetPlace place, CancellationToken cancellation) =>
        ValueTask.FromResult(new BudgetTerms
        {
            Currency = "USD",
            Limits = chaos.Budget is { } money && !chaos.IsCalm
                ? [new(BudgetLevel.Tenant, BudgetPeriod.Day, money, null)]
                : [],
            Prices = [new("*", null, Price.Micro, Price.Micro, null)],
        });
}
