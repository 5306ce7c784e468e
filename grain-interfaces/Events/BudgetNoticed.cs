using OmniSage.GrainInterfaces.Budgets;

namespace OmniSage.GrainInterfaces.Events;

/// <summary><c>budget.noticed</c>: so much of a limit is used; once for each limit, period and share.</summary>
public sealed record BudgetNoticed(BudgetNotice Notice) : EventPayload;
