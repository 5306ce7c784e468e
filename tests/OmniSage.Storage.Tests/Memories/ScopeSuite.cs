using System.Collections.Immutable;
using OmniSage.GrainInterfaces.Memory;
using OmniSage.Storage.Tests.Fixtures;

namespace OmniSage.Storage.Tests.Memories;

/// <summary>A fact of one scope never appears in another, whatever scopes, people and tenants there are.</summary>
public abstract class ScopeSuite(StorageFixture storage)
{
    private const string Word = "shibboleth";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Random facts in random scopes whose subjects coincide across kinds, workspaces and tenants.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Fact_OfOneScope_IsNeverSeenInAnother(int seed)
    {
        var random = new Random(seed);
        var subjects = Enumerable.Range(0, 3).Select(_ => storage.Ids.Next()).ToArray();
        var tenants = Enumerable.Range(0, 4).Select(_ => new KeptFacts(storage, storage.NewTenant())).ToArray();
        var all = new List<(KeptFacts Kept, MemoryScope Scope, Guid Fact)>();
        for (var number = 0; number < TestSize.Of(300); number++)
        {
            var kept = tenants[random.Next(tenants.Length)];
            var scope = Any(random, subjects);
            all.Add((kept, scope, kept.Keep(scope, $"{Word} number {number}", random.Next(1, 6)).Id));
        }

        foreach (var kept in tenants) await kept.CommitAsync();
        for (var time = 0; time < TestSize.Of(100); time++)
        {
            var asked = tenants[random.Next(tenants.Length)];
            var scopes = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Any(random, subjects)).Distinct()
                .ToImmutableArray();
            var expected = all.Where(one => one.Kept == asked && scopes.Contains(one.Scope))
                .Select(one => one.Fact).Order().ToList();
            var listed = await asked.Facts.ListAsync(asked.Tenant, scopes, null, 200, Cancellation);
            Assert.Equal(expected, listed.Select(fact => fact.Id).Order());
            var text = random.Next(2) == 0 ? Word : $"{Word} number {random.Next(300)}";
            var found = await asked.Facts.SearchAsync(asked.Tenant, scopes, text, 200, true, Cancellation);
            Assert.All(found, one => Assert.Contains(one.Fact.Scope, scopes));
            Assert.Equal(expected, found.Select(one => one.Fact.Id).Order());
        }
    }

    private static MemoryScope Any(Random random, Guid[] subjects)
    {
        var kind = (MemoryScopeKind)random.Next(5);
        var subject = subjects[random.Next(subjects.Length)];
        return kind == MemoryScopeKind.User
            ? MemoryScope.OfUser(subject)
            : new(kind, subject, subjects[random.Next(subjects.Length)]);
    }
}
