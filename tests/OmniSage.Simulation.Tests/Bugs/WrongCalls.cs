using OmniSage.GrainInterfaces.Admission;
using OmniSage.GrainInterfaces.Budgets;

namespace OmniSage.Simulation.Tests.Bugs;

/// <summary>The planted mistakes that sit between a caller and a grain.</summary>
internal sealed class WrongCalls(PlantedBug bug, Func<Guid, (int Step, int Attempt)?> lastStep)
    : IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        switch (bug, context.MethodName)
        {
            case (PlantedBug.ForgetsClientIds, nameof(ICoordinatorGrain.ReceiveAsync)):
                context.Request.SetArgument(
                    0, (IncomingMessage)context.Request.GetArgument(0)! with { ClientId = null });
                break;
            case (PlantedBug.AcceptsOldAttempts, nameof(IRunOwner.StepFinishedAsync)):
                var report = (StepReport)context.Request.GetArgument(0)!;
                if (lastStep(report.Run.Value) is var (step, attempt))
                {
                    context.Request.SetArgument(0, report with { Step = step, Attempt = attempt });
                }

                break;
            case (PlantedBug.ForgetsWhatWasSpent, nameof(IBudgetGrain.SettleAsync)):
                context.Request.SetArgument(
                    0, (SettleBudget)context.Request.GetArgument(0)! with { Amount = Amount.Zero });
                break;
            default:
                break;
        }

        await context.Invoke();
        if (bug == PlantedBug.AdmitsEveryone && context.MethodName == nameof(IAdmissionGrain.RequestAsync))
        {
            context.Result = true;
        }
    }
}
