using OmniSage.GrainInterfaces.Budgets;

namespace OmniSage.Api.Tests.Fakes;

/// <summary>Limits and usage that the test sets; keeps what was asked for.</summary>
internal sealed class FakeBudgets : IBudgets, IUsage
{
    public BudgetView View { get; set; } = new() { Terms = new() { Currency = "USD" } };

    public ImmutableArray<UsageSum> Sums { get; set; } = [];

    public GrantOutcome Outcome { get; set; } = GrantOutcome.Granted;

    public List<(TenantId Tenant, UsageQuery Query)> Queries { get; } = [];

    public List<(Guid Grant, Amount Amount, Guid By)> Grants { get; } = [];

    public ValueTask<BudgetView> ReadAsync(BudgetPlace place, CancellationToken cancellation) =>
        ValueTask.FromResult(View);

    public Task<ImmutableArray<UsageSum>> ReadAsync(
        TenantId tenant, UsageQuery query, CancellationToken cancellation)
    {
        Queries.Add((tenant, query));
        return Task.FromResult(Sums);
    }
}
