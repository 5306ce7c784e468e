namespace OmniSage.GrainInterfaces.Memory;

/// <summary>
/// Reads what is remembered, past the grains. It shows nothing outside the scopes that it is given, and nothing that
/// was replaced, forgotten, or has expired; which scopes somebody may see is decided by who asks. All lists are
/// bounded.
/// </summary>
public interface IFacts
{
    /// <summary>
    /// The facts that fit a text best, best first; with <paramref name="withPinned"/> also those of the highest
    /// importance, whatever the text.
    /// </summary>
    Task<ImmutableArray<FoundFact>> SearchAsync(
        TenantId tenant,
        ImmutableArray<MemoryScope> scopes,
        string text,
        int max,
        bool withPinned,
        CancellationToken cancellation);

    /// <summary>The facts of the scopes, newest first; the cursor is the last fact of the part before.</summary>
    Task<ImmutableArray<Fact>> ListAsync(
        TenantId tenant,
        ImmutableArray<MemoryScope> scopes,
        Guid? cursor,
        int max,
        CancellationToken cancellation);

    /// <summary>A fact, in whatever scope: whoever asks must check that it may be seen.</summary>
    Task<Fact?> FindAsync(TenantId tenant, Guid fact, CancellationToken cancellation);

    /// <summary>Runs that used the fact, newest first.</summary>
    Task<ImmutableArray<FactUse>> ListUsesAsync(
        TenantId tenant, Guid fact, int max, CancellationToken cancellation);
}
