namespace OmniSage.GrainInterfaces.Budgets;

/// <summary>On whose account a model is asked.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Workspace">The workspace.</param>
/// <param name="User">The account of the person on whose behalf it is.</param>
/// <param name="Agent">The agent; of a workspace its built-in one has the same id.</param>
[GenerateSerializer, Immutable, Alias("omnisage.budget-place")]
public sealed record BudgetPlace(
    [property: Id(0)] TenantId Tenant,
    [property: Id(1)] Guid Workspace,
    [property: Id(2)] Guid User,
    [property: Id(3)] Guid Agent)
{
    /// <summary>Whose spending a limit of this level counts here; a run counts its own.</summary>
    public Guid SubjectOf(BudgetLevel level) => level switch
    {
        BudgetLevel.Tenant => Tenant.Value,
        BudgetLevel.Workspace => Workspace,
        BudgetLevel.User => User,
        BudgetLevel.Agent => Agent,
        BudgetLevel.Run => Guid.Empty,
    };
}
