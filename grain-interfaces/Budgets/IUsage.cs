namespace OmniSage.GrainInterfaces.Budgets;

/// <summary>Answers what model calls took, from rows that are written together with their events.</summary>
public interface IUsage
{
    /// <summary>The sums of what <paramref name="query"/> asks for, days first and then the dearest first.</summary>
    Task<ImmutableArray<UsageSum>> ReadAsync(TenantId tenant, UsageQuery query, CancellationToken cancellation);
}
