using OmniSage.GrainInterfaces.Budgets;

namespace OmniSage.GrainInterfaces.Events;

/// <summary><c>budget.granted</c>: a person lets this run take so much beyond all limits.</summary>
public sealed record BudgetGranted(Guid Grant, Amount Amount, Guid By) : EventPayload;
