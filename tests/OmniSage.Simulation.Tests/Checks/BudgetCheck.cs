using OmniSage.Grains.Budgets;
using OmniSage.Simulation.Tests.Silos;

namespace OmniSage.Simulation.Tests.Checks;

/// <summary>
/// At no moment had a tenant spent and handed out more than its limit, and what is counted is what the log says.
/// </summary>
internal sealed class BudgetCheck(long limit)
{
    private readonly Dictionary<(TenantId Tenant, long Day), long> spent = [];
    private readonly Dictionary<JournalId, long> held = [];

    public static async Task CheckAsync(World world, List<Entry> entries)
    {
        var check = new BudgetCheck(world.Chaos.Budget ?? long.MaxValue);
        foreach (var entry in entries) check.Take(entry);
        Verdict.Require(check.held.Count == 0, $"{check.held.Count} allowances were never settled.");
        var holds = await world.CountAsync("SELECT count(*) FROM budget_hold");
        Verdict.Require(holds == 0, $"{holds} allowances are kept though none is open.");
        var counted = await world.CountAsync("SELECT coalesce(sum(cost), 0) FROM model_usage");
        var logged = check.spent.Values.Sum();
        Verdict.Require(counted == logged, $"{counted} millionths are counted, the log says {logged}.");
    }

    private void Take(Entry entry)
    {
        switch (entry.Payload)
        {
            case BudgetReserved reserved:
                held[entry.Journal] = reserved.Amount.Money;
                var tenant = entry.Journal.Tenant;
                var used = spent.GetValueOrDefault((tenant, DayOf(entry)))
                    + held.Where(one => one.Key.Tenant == tenant).Sum(one => one.Value);
                Verdict.Require(used <= limit, $"The tenant {tenant} used {used} of {limit} millionths.");
                break;
            case BudgetSettled settled:
                held.Remove(entry.Journal);
                Count(entry, settled.Lost);
                break;
            case ModelResponded answer:
                Count(entry, answer.Charge);
                break;
            case ModelFailed failed:
                Count(entry, failed.Charge);
                break;
            default:
                break;
        }
    }

    private void Count(Entry entry, ModelCharge? charge)
    {
        if (charge is null) return;
        // What it took is no longer held: the two are written at once, the one behind the other.
        held.Remove(entry.Journal);
        var key = (entry.Journal.Tenant, DayOf(entry));
        spent[key] = spent.GetValueOrDefault(key) + BudgetFold.AmountOf(charge).Money;
    }

    private static long DayOf(Entry entry) => entry.Facts.AtUs / (86_400L * 1_000_000);
}
