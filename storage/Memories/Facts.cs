using OmniSage.GrainInterfaces.Memory;
using OmniSage.Storage.Databases;

namespace OmniSage.Storage.Memories;

/// <summary>Reads facts from the database, past the grains.</summary>
internal sealed class Facts(Database database, TimeProvider time) : IFacts
{
    /// <summary>Facts that are scored for one search; more that match are not looked at.</summary>
    public const int CandidatesMax = 200;

    /// <summary>Facts of the highest importance that every turn is told, the newest first.</summary>
    public const int PinnedMax = 20;

    public const int ScopesMax = 16;

    private const int ItemsMax = 200;

    /// <summary>Sorts behind every id: ids are hex digits.</summary>
    private const string Newest = "g";

    public async Task<ImmutableArray<FoundFact>> SearchAsync(
        TenantId tenant,
        ImmutableArray<MemoryScope> scopes,
        string text,
        int max,
        bool withPinned,
        CancellationToken cancellation)
    {
        var query = FactWords.Query(text);
        var now = Microseconds.Of(time.GetUtcNow());
        var reading = new FactQuery(database.Search, tenant, Ids(tenant, scopes), now);
        var rows = await database.ReadAsync(
            tenant,
            async connection =>
            {
                var found = await reading.MatchAsync(connection, query, CandidatesMax, cancellation);
                if (withPinned) found.AddRange(await reading.PinnedAsync(connection, PinnedMax, cancellation));
                return found;
            },
            cancellation);
        return
        [
            .. rows.DistinctBy(fact => fact.Id)
                .Select(fact => Found(query, fact, now))
                .OrderByDescending(found => found.Score).ThenByDescending(found => found.Fact.Id)
                .Take(Math.Clamp(max, 0, ItemsMax)),
        ];
    }

    public Task<ImmutableArray<Fact>> ListAsync(
        TenantId tenant,
        ImmutableArray<MemoryScope> scopes,
        Guid? cursor,
        int max,
        CancellationToken cancellation)
    {
        var reading = new FactQuery(database.Search, tenant, Ids(tenant, scopes), Microseconds.Of(time.GetUtcNow()));
        return database.ReadAsync(
            tenant,
            async connection => (await reading.ListAsync(
                connection, cursor?.ToString("N") ?? Newest, Math.Clamp(max, 1, ItemsMax + 1), cancellation))
                .ToImmutableArray(),
            cancellation);
    }

    public Task<Fact?> FindAsync(TenantId tenant, Guid fact, CancellationToken cancellation) => database.ReadAsync(
        tenant,
        async connection => (await connection.Command(
            $"SELECT {FactRows.Selected} FROM memory_fact f WHERE f.tenant_id = $1 AND f.fact_id = $2 "
                + "AND f.replaced_by_id IS NULL AND (f.expires_us IS NULL OR f.expires_us > $3)",
            tenant.Text, fact.ToString("N"), Microseconds.Of(time.GetUtcNow()))
            .ListAsync(FactRows.Read, cancellation)).SingleOrDefault(),
        cancellation);

    public Task<ImmutableArray<FactUse>> ListUsesAsync(
        TenantId tenant, Guid fact, int max, CancellationToken cancellation) => database.ReadAsync(
        tenant,
        async connection => (await connection.Command(
            $"SELECT {FactUseRows.Columns} FROM memory_use WHERE tenant_id = $1 AND fact_id = $2 "
                + "ORDER BY run_id DESC LIMIT $3",
            tenant.Text, fact.ToString("N"), (long)Math.Clamp(max, 1, ItemsMax))
            .ListAsync(FactUseRows.Read, cancellation)).ToImmutableArray(),
        cancellation);

    private static FoundFact Found(ImmutableArray<string> query, Fact fact, long nowUs)
    {
        var words = FactWords.Of(fact.Text);
        var age = TimeSpan.FromMicroseconds(nowUs - fact.ValidFromUs);
        return new(fact, FactScore.Of(query, words, age, fact.Importance), FactScore.IsWhole(query, words));
    }

    private static ImmutableArray<string> Ids(TenantId tenant, ImmutableArray<MemoryScope> scopes) => scopes.Length
        is >= 1 and <= ScopesMax
        ? [.. scopes.Select(scope => MemoryScopeId.Of(tenant, scope).Value.ToString("N"))]
        : throw new OmniSageException(ErrorCodes.InvalidArgument, $"A search has 1 to {ScopesMax} scopes.");
}
