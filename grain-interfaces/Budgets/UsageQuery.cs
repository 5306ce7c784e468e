namespace OmniSage.GrainInterfaces.Budgets;

/// <summary>Which usage is summed, and by what.</summary>
/// <param name="Workspace">Null: of all workspaces.</param>
/// <param name="User">Null: of everybody.</param>
/// <param name="From">The first day, in UTC.</param>
/// <param name="To">The last day, in UTC.</param>
/// <param name="By">What sums are told apart by; none: one sum of all.</param>
/// <param name="Max">Sums at the most.</param>
public sealed record UsageQuery(
    Guid? Workspace, Guid? User, DateOnly From, DateOnly To, ImmutableArray<UsageKey> By, int Max);
