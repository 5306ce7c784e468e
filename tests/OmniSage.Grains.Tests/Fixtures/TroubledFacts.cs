using OmniSage.GrainInterfaces.Memory;

namespace OmniSage.Grains.Tests.Fixtures;

/// <summary>The real index of facts, until a test has searching, or the list of uses, take its time, or fail.</summary>
internal sealed class TroubledFacts(IFacts facts, Func<Task> trouble, Func<Task> listing) : IFacts
{
    public async Task<ImmutableArray<FoundFact>> SearchAsync(
        TenantId tenant,
        ImmutableArray<MemoryScope> scopes,
        string text,
        int max,
        bool withPinned,
        CancellationToken cancellation)
    {
        await trouble();
        return await facts.SearchAsync(tenant, scopes, text, max, withPinned, cancellation);
    }

    public Task<ImmutableArray<Fact>> ListAsync(
        TenantId tenant,
        ImmutableArray<MemoryScope> scopes,
        Guid? cursor,
        int max,
        CancellationToken cancellation) => facts.ListAsync(tenant, scopes, cursor, max, cancellation);

    public Task<Fact?> FindAsync(TenantId tenant, Guid fact, CancellationToken cancellation) =>
        facts.FindAsync(tenant, fact, cancellation);

    public async Task<ImmutableArray<FactUse>> ListUsesAsync(
        TenantId tenant, Guid fact, int max, CancellationToken cancellation)
    {
        await listing();
        return await facts.ListUsesAsync(tenant, fact, max, cancellation);
    }
}
