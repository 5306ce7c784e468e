using OmniSage.GrainInterfaces.Budgets;

namespace OmniSage.GrainInterfaces.Events;

/// <summary>
/// <c>budget.reserved</c>: the run has an allowance for the most that this attempt of a model step can take.
/// </summary>
/// <param name="Step">The step.</param>
/// <param name="Attempt">Its attempt.</param>
/// <param name="Amount">The most that the call can take.</param>
/// <param name="Most">What is charged where nobody learns what it took.</param>
/// <param name="IsExtra">It is taken from what a person granted the run.</param>
/// <param name="Models">Models of the chain, of each of which it holds the most, as each may break off.</param>
public sealed record BudgetReserved(
    int Step, int Attempt, Amount Amount, ModelCharge Most, bool IsExtra, int Models) : EventPayload;
