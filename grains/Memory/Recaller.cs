using Microsoft.Extensions.Options;
using OmniSage.GrainInterfaces.Memory;
using OmniSage.Grains.Runs;

namespace OmniSage.Grains.Memory;

/// <summary>
/// Looks up what is remembered for a turn. That it fails or takes too long is the step's failure, of which the turn
/// makes a note, and goes on.
/// </summary>
internal sealed class Recaller(IFacts facts, IOptions<MemoryOptions> options)
{
    /// <summary>Recalls of this silo under way at once.</summary>
    public const int StepsMax = 64;

    public async Task<StepReport> RecallAsync(RecallOrder order, CancellationToken cancellation)
    {
        // A query that is under way cannot be ended on every database; nobody waits for it any longer.
        var found = await facts.SearchAsync(
            order.Run.Tenant, order.Scopes, order.Text, RecallBudget.FoundMax, withPinned: true, cancellation)
            .WaitAsync(cancellation);
        return new Recalled
        {
            Run = order.Run,
            Step = order.Step,
            Attempt = order.Attempt,
            Facts = RecallBudget.Choose(found, options.Value),
        };
    }
}
