using OmniSage.GrainInterfaces.Budgets;

namespace OmniSage.GrainInterfaces.Events;

/// <summary>
/// <c>budget.settled</c>: the allowance has ended, and the call took this. <paramref name="Lost"/> is what is charged
/// where the attempt was never heard of again: the most that it can have taken.
/// </summary>
public sealed record BudgetSettled(int Step, int Attempt, Amount Amount, ModelCharge? Lost) : EventPayload;
