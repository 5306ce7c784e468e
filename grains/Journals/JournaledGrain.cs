namespace OmniSage.Grains.Journals;

/// <summary>
/// A grain whose state is the fold of journals that it alone writes. <see cref="CommitAsync"/> is its one way to make
/// something durable. When that fails, the outcome is unknown and this activation no longer knows the truth: it
/// throws, asks to be deactivated, and the next call reads the journals again. Sound only without reentrancy.
/// </summary>
internal abstract class JournaledGrain(JournalServices services) : Grain
{
    private bool isLost;

    protected JournalServices Services => services;

    protected async Task<Journal<TState>> OpenAsync<TState>(JournalId id, CancellationToken cancellation)
        where TState : class, IFold<TState>
    {
        var read = await services.Store.OpenAsync(id, TState.SnapshotSchema, cancellation);
        var state = read.Snapshot is { } snapshot ? StateJson.Read<TState>(snapshot.Bytes.Span) : TState.Empty;
        foreach (var stored in read.Tail)
        {
            state = state.Apply(EventTypes.Read(stored.Type, stored.Schema, stored.Payload.Span), stored.AtUs);
        }

        return new(read.Head, state);
    }

    protected Draft Begin(EventScope scope) => new(services, scope, services.Time.GetUtcNow());

    /// <summary>Makes the draft durable, then takes it for true, then tells whoever listens.</summary>
    protected async Task CommitAsync(Draft draft)
    {
        if (isLost) throw Lost();
        try
        {
            if (!draft.IsEmpty) await services.Writes.CommitAsync(draft.Unit);
        }
        catch
        {
            isLost = true;
            draft.Settle(isDurable: false);
            DeactivateOnIdle();
            throw;
        }

        draft.Settle(isDurable: true);
        if (draft.Events is [var first, ..]) await PublishAsync(first.Journal.Tenant, draft.Events);
    }

    private async Task PublishAsync(TenantId tenant, IReadOnlyList<StoredEvent> events)
    {
        var stream = this.GetStreamProvider(EventStreams.Provider).GetStream<StoredEvent>(EventStreams.Of(tenant));
        foreach (var stored in events) await stream.OnNextAsync(stored);
    }

    private static OmniSageException Lost() => new(
        ErrorCodes.StorageUnavailable, "An earlier write of this activation failed; call again.", retryable: true);
}
