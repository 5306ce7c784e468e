using OmniSage.Simulation.Tests.Loops;
using Orleans.Runtime;

namespace OmniSage.Simulation.Tests.Silos;

/// <summary>
/// Calls between grains, step runner and courier as a bad network makes them: late, with the answer lost, and the
/// same once more long after. Notes what steps truly brought.
/// </summary>
internal sealed class TroubledCalls(World world, SimulatedSilo silo, LoopClock clock) : IOutgoingGrainCallFilter
{
    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        if (context.MethodName == nameof(IRunOwner.StepFinishedAsync) && !Repeated.Is)
        {
            world.Reports.Add((StepReport)context.Request.GetArgument(0)!);
        }

        if (world.Chaos.NextCallDelay() is { } delay) await Task.Delay(delay, clock);
        if (RepeatOf(context) is { } repeat && world.Chaos.NextRepeat() is { } later)
        {
            world.Later(later, TenantId.OfGrainKey(context.TargetId.Key.ToString()), repeat);
        }

        await context.Invoke();
        // A grain that waits for another is not told of lost answers: in one process there are none between them.
        if (context.SourceId is null
            && world.Chaos.NextAnswerIsLost()) throw new TimeoutException("planted: no answer");
    }

    /// <summary>
    /// The call to be made again by itself; null for what is not promised to be harmless when repeated.
    /// </summary>
    private Func<SimulatedSilo, Task>? RepeatOf(IOutgoingGrainCallContext context)
    {
        if (Repeated.Is) return null;
        var (target, first) = (
            context.TargetId, context.Request.GetArgumentCount() > 0 ? context.Request.GetArgument(0) : null);
        var second = context.Request.GetArgumentCount() > 1 ? context.Request.GetArgument(1) : null;
        return context.MethodName switch
        {
            nameof(IRunOwner.StepFinishedAsync) => at => Owner(at, target).StepFinishedAsync((StepReport)first!),
            nameof(IRunOwner.RecoverAsync) when target.Type.ToString() != "recovery" => at =>
                Owner(at, target).RecoverAsync(),
            nameof(ICoordinatorGrain.TaskFinishedAsync) => at =>
                at.Client.GetGrain<ICoordinatorGrain>(target.Key.ToString())
                .TaskFinishedAsync((TaskId)first!, (TaskResult)second!),
            nameof(IExecutorGrain.StartAsync) when first is TaskContract contract =>
                at => at.Client.GetGrain<IExecutorGrain>(target.Key.ToString()).StartAsync(contract),
            // A place is of one incarnation of admission; what an earlier one granted is over with it.
            nameof(IExecutorGrain.PlaceGrantedAsync) => at => at == silo
                ? at.Client.GetGrain<IExecutorGrain>(target.Key.ToString()).PlaceGrantedAsync()
                : Task.CompletedTask,
            _ => null,
        };
    }

    private static IRunOwner Owner(SimulatedSilo at, GrainId target) => target.Type.ToString() == "coordinator"
        ? at.Client.GetGrain<ICoordinatorGrain>(target.Key.ToString())
        : at.Client.GetGrain<IExecutorGrain>(target.Key.ToString());
}

/// <summary>Whether the call under way is a repeated one, so that it is not repeated for ever.</summary>
internal static class Repeated
{
    private static readonly AsyncLocal<bool> Flag = new();

    public static bool Is
    {
        get => Flag.Value;
        set => Flag.Value = value;
    }
}
