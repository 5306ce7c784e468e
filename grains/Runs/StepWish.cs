using OmniSage.GrainInterfaces.Budgets;
using OmniSage.Grains.Budgets;

namespace OmniSage.Grains.Runs;

/// <summary>What came of the wish to take a step.</summary>
/// <param name="Order">The order to be given; null where the step cannot be taken now.</param>
/// <param name="Refusal">Then: why, as the run ends with it.</param>
/// <param name="Shortage">The limit in the way, where that is why.</param>
internal sealed record StepWish(StepOrder? Order, NextStep.Fail? Refusal = null, BudgetShortage? Shortage = null)
{
    /// <summary>Null where a model may be asked.</summary>
    public static StepWish? Of(Funding funding) => funding switch
    {
        Funding.Short(var shortage) => new(
            null, new(RunFunds.Exhausted, BudgetText.Of(shortage, run: null)), shortage),
        Funding.Refused(var code, var error) => new(null, new(code, error)),
        _ => null,
    };
}
