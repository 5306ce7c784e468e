using Microsoft.Extensions.Logging;
using OmniSage.GrainInterfaces.Memory;

namespace OmniSage.Grains.Memory;

/// <summary>
/// Tells each conversation that kept a fact, or was told it, that it is forgotten, so that its summaries are made anew.
/// The notes of uses say which; each goes when its conversation knows. Outside the grains; repeated until it returns.
/// </summary>
internal sealed partial class ForgottenTeller(IFacts facts, FactUses uses, ILogger<ForgottenTeller> logger)
{
    /// <summary>Uses that are told in one go; more follow.</summary>
    public const int UsesMax = 200;

    public async Task TellAsync(IGrainFactory grains, TenantId tenant, ImmutableArray<Guid> forgotten)
    {
        foreach (var fact in forgotten)
        {
            while (await facts.ListUsesAsync(tenant, fact, UsesMax, CancellationToken.None)
                is { IsEmpty: false } found)
            {
                foreach (var thread in found.GroupBy(use => use.Thread))
                {
                    await TellThreadAsync(grains, new(tenant, thread.Key), [.. thread.Select(use => use.Run)]);
                }

                await uses.RemoveAsync(tenant, fact, found);
            }
        }
    }

    private async Task TellThreadAsync(IGrainFactory grains, ThreadId thread, ImmutableArray<Guid> runs)
    {
        try
        {
            var coordinator = grains.GetGrain<ICoordinatorGrain>(thread.ToGrainKey());
            while (!await coordinator.ForgetTalkAsync(runs))
            {
                // Each call does a bounded part, so that messages come in between.
            }
        }
        catch (OmniSageException fault) when (!fault.Retryable)
        {
            // A conversation that cannot be opened must not keep others from being told.
            LogNotTold(thread.ToGrainKey(), fault.Code);
        }
    }

    [LoggerMessage(LogLevel.Error, "Thread {Thread} cannot be told that a fact is forgotten: {Code}")]
    private partial void LogNotTold(string thread, string code);
}
