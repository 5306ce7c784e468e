using Microsoft.Extensions.Logging;
using OmniSage.Storage.Journals;
using OmniSage.Storage.Writes;

namespace OmniSage.Grains.Journals;

/// <summary>
/// Makes drafts durable. When the database cannot say what became of one, the same unit is handed in again: the fence
/// refuses what is durable already, so it is written once, and what follows from it is done once.
/// </summary>
internal sealed partial class DraftWriter(
    WriteQueue writes, JournalStore store, TimeProvider time, ILogger<DraftWriter> logger)
{
    /// <summary>So long after the first failure it is tried again; the grain's next caller waits meanwhile.</summary>
    public static readonly TimeSpan SettleTimeMax = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(25);

    /// <summary>
    /// Returns when the draft is durable. Throws what <see cref="WriteQueue.CommitAsync"/> throws;
    /// <see cref="ErrorCodes.StorageUnavailable"/> only when the database did not come back in time.
    /// </summary>
    public async Task WriteAsync(Draft draft)
    {
        if (draft.IsEmpty) return;
        OmniSageException unknown;
        try
        {
            await writes.CommitAsync(draft.Unit);
            return;
        }
        catch (OmniSageException fault) when (fault.Code == ErrorCodes.StorageUnavailable)
        {
            unknown = fault;
        }

        LogUnknown(draft.Unit.Tenant.Text, draft.Events.Count);
        var since = time.GetTimestamp();
        // The first time at once: most failures are over by then.
        for (var delay = TimeSpan.Zero; time.GetElapsedTime(since) + delay < SettleTimeMax; delay = Longer(delay))
        {
            if (delay > TimeSpan.Zero) await Task.Delay(delay, time);
            if (await IsDurableNowAsync(draft)) return;
        }

        throw unknown;
    }

    /// <summary>
    /// Writes the unit, or finds it written. False: nobody knows yet. Throws when it is not durable and never will be.
    /// </summary>
    private async Task<bool> IsDurableNowAsync(Draft draft)
    {
        try
        {
            await writes.CommitAsync(draft.Unit);
            return true;
        }
        catch (OmniSageException fault) when (fault.Code is ErrorCodes.StorageUnavailable or ErrorCodes.LimitReached)
        {
            return false;
        }
        catch (OmniSageException refused) when (draft.Head is not null)
        {
            try
            {
                if (await store.HasAsync(draft.Head, CancellationToken.None)) return true;
            }
            catch (OmniSageException fault) when (fault.Code == ErrorCodes.StorageUnavailable)
            {
                return false;
            }

            throw new OmniSageException(refused.Code, refused.Message, refused.Retryable, refused);
        }
    }

    private static TimeSpan Longer(TimeSpan delay) => delay == TimeSpan.Zero ? FirstDelay : 2 * delay;

    [LoggerMessage(LogLevel.Warning, "Tenant {Tenant}: what became of {Events} events is unknown; trying again")]
    private partial void LogUnknown(string tenant, int events);
}
