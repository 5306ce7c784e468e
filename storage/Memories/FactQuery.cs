using OmniSage.GrainInterfaces.Memory;
using OmniSage.Storage.Databases;

namespace OmniSage.Storage.Memories;

/// <summary>The questions about facts of some scopes that hold at one time.</summary>
internal sealed record FactQuery(FactSearchSql Search, TenantId Tenant, ImmutableArray<string> Scopes, long NowUs)
{
    /// <summary>Scopes travel as one text, so that one statement serves any number of them.</summary>
    private string ScopeList => string.Join(' ', Scopes);

    /// <summary>Facts that hold at least one of the words, those first that the database thinks fit best.</summary>
    public Task<List<Fact>> MatchAsync(
        DbConnection connection, ImmutableArray<string> words, int max, CancellationToken cancellation) =>
        words.IsEmpty
            ? Task.FromResult<List<Fact>>([])
            : connection.Command(
                Search.Match, Tenant.Text, ScopeList, NowUs, (long)max, Search.Query(Scopes, words))
                .ListAsync(FactRows.Read, cancellation);

    public Task<List<Fact>> PinnedAsync(DbConnection connection, int max, CancellationToken cancellation) =>
        connection.Command(Search.Pinned, Tenant.Text, ScopeList, NowUs, (long)max)
            .ListAsync(FactRows.Read, cancellation);

    public Task<List<Fact>> ListAsync(
        DbConnection connection, string before, int max, CancellationToken cancellation) =>
        connection.Command(Search.List, Tenant.Text, ScopeList, NowUs, (long)max, before)
            .ListAsync(FactRows.Read, cancellation);
}
