using System.Collections.Immutable;
using OmniSage.GrainInterfaces.Memory;
using OmniSage.Storage.Memories;
using OmniSage.Storage.Tests.Fixtures;

namespace OmniSage.Storage.Tests.Memories;

/// <summary>Writes facts as a scope's grain would.</summary>
internal sealed class KeptFacts(StorageFixture storage, TenantId tenant)
{
    private readonly List<RowChange> waiting = [];

    public TenantId Tenant => tenant;

    public IFacts Facts => storage.Get<IFacts>();

    public static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public Fact Keep(
        MemoryScope scope, string text, int importance = 3, DateTimeOffset? at = null, long? expires = null)
    {
        var fact = new Fact
        {
            Id = storage.Ids.Next(),
            Scope = scope,
            Text = text,
            Importance = importance,
            Labels = Labels.Member with { Sources = [storage.Ids.Next(), storage.Ids.Next()], Overflow = true },
            By = storage.Ids.Next(),
            Source = new()
            {
                JournalKind = JournalKind.Run, Journal = storage.Ids.Next(), Seq = 3, Run = storage.Ids.Next(),
            },
            ValidFromUs = Microseconds.Of(at ?? Now),
            ExpiresUs = expires,
            Seq = 1,
        };
        Write(FactRows.Insert(MemoryScopeId.Of(tenant, scope), fact));
        return fact;
    }

    public void Write(RowChange change) => waiting.Add(change);

    public async Task CommitAsync()
    {
        foreach (var part in waiting.Chunk(2_000))
        {
            var unit = new UnitOfWork(tenant);
            foreach (var change in part) unit.Change(change);
            await storage.Queue.CommitAsync(unit);
        }

        waiting.Clear();
    }

    public async Task<List<string>> FindAsync(string text, params ImmutableArray<MemoryScope> scopes) =>
        [.. (await Facts.SearchAsync(tenant, scopes, text, 100, false, TestContext.Current.CancellationToken))
            .Select(found => found.Fact.Text)];

}
