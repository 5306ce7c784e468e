using OmniSage.GrainInterfaces.Budgets;

namespace OmniSage.GrainInterfaces.Events;

/// <summary>
/// <c>budget.short</c>: the next call of this run would go beyond a limit; of a task it waits until that has room, or a
/// person grants more. In a thread's journal, null says that the task goes on.
/// </summary>
public sealed record BudgetShort(Guid Run, BudgetShortage? Shortage) : EventPayload;
