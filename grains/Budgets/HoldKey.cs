using OmniSage.GrainInterfaces.Budgets;

namespace OmniSage.Grains.Budgets;

/// <summary>Names the one attempt that an allowance is for.</summary>
internal readonly record struct HoldKey(Guid Run, int Step, int Attempt)
{
    public static HoldKey Of(SettledStep step) => new(step.Run, step.Step, step.Attempt);
}
