using Microsoft.Extensions.Logging;

namespace OmniSage.Grains.Journals;

/// <summary>
/// A grain whose state is the fold of journals that it alone writes. <see cref="CommitAsync"/> is its one way to make
/// something durable. When that fails, this activation no longer knows the truth: it throws, asks to be deactivated,
/// and the next call reads the journals again; where the outcome is unknown, it sees to it that such a call comes.
/// The same when a call breaks off with something staged. Sound only without reentrancy; a call that interleaves
/// reads, and begins no draft.
/// </summary>
internal abstract partial class JournaledGrain(JournalServices services) : Grain, IIncomingGrainCallFilter
{
    private Draft? open;
    private bool isLost;

    protected JournalServices Services => services;

    /// <summary>
    /// Sees each call of this grain through: none is answered from a state that may not be the truth.
    /// </summary>
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        if (isLost) throw Lost();
        try
        {
            await context.Invoke();
        }
        catch when (open is { IsEmpty: false })
        {
            // What was staged would look like the truth to the next call.
            Lose(open);
            throw;
        }
    }

    protected async Task<Journal<TState>> OpenAsync<TState>(JournalId id, CancellationToken cancellation)
        where TState : class, IFold<TState>
    {
        var read = await services.Store.OpenAsync(id, TState.SnapshotSchema, cancellation);
        var state = read.Snapshot is { } snapshot ? StateJson.Read<TState>(snapshot.Bytes.Span) : TState.Empty;
        foreach (var stored in read.Tail)
        {
            // What was erased says nothing any more.
            if (stored.Payload.IsEmpty) continue;
            var payload = EventTypes.Read(stored.Type, stored.Schema, stored.Payload.Span);
            state = state.Apply(payload, EventFacts.Of(stored));
        }

        return new(read.Head, state);
    }

    protected Draft Begin(EventScope scope) => open = new(services, scope, services.Time.GetUtcNow());

    /// <summary>Makes the draft durable, then takes it for true, then tells whoever listens.</summary>
    protected async Task CommitAsync(Draft draft)
    {
        var from = services.Time.GetUtcNow();
        try
        {
            await services.Drafts.WriteAsync(draft);
        }
        catch (Exception fault)
        {
            Lose(draft);
            if (fault is OmniSageException { Code: ErrorCodes.StorageUnavailable }) WakeLater();
            throw;
        }

        open = null;
        services.Telemetry.Durable(draft, from);
        draft.Settle(isDurable: true);
        if (draft.Events is [var first, ..]) await PublishAsync(first.Journal.Tenant, draft.Events);
    }

    /// <summary>
    /// The draft may be durable and nothing was done that follows from it: a grain with work under way has itself
    /// called from outside, until the database answers, and goes on from what it reads.
    /// </summary>
    protected virtual void WakeLater()
    {
    }

    private void Lose(Draft draft)
    {
        isLost = true;
        open = null;
        draft.Settle(isDurable: false);
        DeactivateOnIdle();
    }

    private async Task PublishAsync(TenantId tenant, IReadOnlyList<StoredEvent> events)
    {
        try
        {
            var stream = this.GetStreamProvider(EventStreams.Provider).GetStream<StoredEvent>(EventStreams.Of(tenant));
            foreach (var stored in events) await stream.OnNextAsync(stored);
        }
        catch (Exception fault)
        {
            // The events are durable, so the call has succeeded; whoever listens finds the gap and reads the journal.
            LogNotPublished(services.Logger, fault, tenant.Text, events.Count);
        }
    }

    private static OmniSageException Lost() => new(
        ErrorCodes.StorageUnavailable, "An earlier write of this activation failed; call again.", retryable: true);

    [LoggerMessage(LogLevel.Warning, "Tenant {Tenant}: {Events} events are durable and were not published")]
    private static partial void LogNotPublished(ILogger logger, Exception fault, string tenant, int events);
}
