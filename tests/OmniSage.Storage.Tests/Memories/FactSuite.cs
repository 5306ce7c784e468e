using OmniSage.GrainInterfaces.Memory;
using OmniSage.GrainInterfaces.Runs;
using OmniSage.Storage.Memories;
using OmniSage.Storage.Tests.Fixtures;

namespace OmniSage.Storage.Tests.Memories;

/// <summary>What every database must do with facts.</summary>
public abstract class FactSuite(StorageFixture storage)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fact_IsReadAsItWasWritten()
    {
        var kept = New();
        var scope = MemoryScope.OfThread(storage.Ids.Next(), storage.Ids.Next());
        var fact = kept.Keep(scope, "Grüße 😀 \0", 5, expires: Microseconds.Of(KeptFacts.Now.AddDays(1)));
        await kept.CommitAsync();
        var read = await kept.Facts.FindAsync(kept.Tenant, fact.Id, Cancellation);
        Assert.Equal(fact with { Text = "Grüße 😀 \ufffd", Source = read!.Source }, read);
        Assert.Equal(fact.Source, read.Source);
        Assert.Null(await kept.Facts.FindAsync(storage.NewTenant(), fact.Id, Cancellation));
    }

    [Fact]
    public async Task Search_FindsForms_AccentsAndCase_AndNothingElse()
    {
        var kept = New();
        var scope = MemoryScope.OfUser(storage.Ids.Next());
        kept.Keep(scope, "Our fiscal year starts in May");
        kept.Keep(scope, "The CAFÉ in Zürich opens at seven");
        kept.Keep(scope, "😀");
        await kept.CommitAsync();
        Assert.Equal(["Our fiscal year starts in May"], await kept.FindAsync("what about fiscal years?", scope));
        Assert.Equal(["The CAFÉ in Zürich opens at seven"], await kept.FindAsync("cafe zurich", scope));
        Assert.Empty(await kept.FindAsync("car fis", MemoryScope.OfUser(storage.Ids.Next())));
        Assert.Empty(await kept.FindAsync("😀 -", scope));
        Assert.Empty(await kept.FindAsync("", scope));
    }

    [Theory]
    [InlineData("\"")]
    [InlineData("fiscal\" OR scope_id : \"x")]
    [InlineData("fiscal' | 'x':* & !")]
    [InlineData("NEAR(fiscal year) AND NOT ( * ^ : + - { } [ ] \\ ; -- /*")]
    [InlineData("words : fiscal")]
    [InlineData("$1 ?1 @x :y %s \0")]
    public async Task Search_WithSyntaxInIt_IsOnlyText(string text)
    {
        var kept = New();
        var scope = MemoryScope.OfUser(storage.Ids.Next());
        kept.Keep(scope, "Our fiscal year starts in May");
        kept.Keep(MemoryScope.OfUser(storage.Ids.Next()), "Their fiscal year starts in June");
        await kept.CommitAsync();
        var expected = text.Contains("fiscal", StringComparison.Ordinal) ? 1 : 0;
        Assert.Equal(expected, (await kept.FindAsync(text, scope)).Count);
    }

    [Fact]
    public async Task Search_OfAHugeText_LooksForItsFirstWordsOnly()
    {
        var kept = New();
        var scope = MemoryScope.OfUser(storage.Ids.Next());
        kept.Keep(scope, "alpha");
        kept.Keep(scope, "omega");
        await kept.CommitAsync();
        var words = string.Join(' ', Enumerable.Range(0, 10_000).Select(number => $"word{number}"));
        Assert.Equal(["alpha"], await kept.FindAsync($"alpha {words} omega", scope));
        var many = Enumerable.Range(0, Facts.ScopesMax + 1).Select(_ => MemoryScope.OfUser(storage.Ids.Next()));
        var fault = await Assert.ThrowsAsync<OmniSageException>(() => kept.FindAsync("alpha", [.. many]));
        Assert.Equal(ErrorCodes.InvalidArgument, fault.Code);
    }

    [Fact]
    public async Task Fact_ReplacedForgottenOrExpired_IsNotThere()
    {
        var kept = New();
        var scope = MemoryScope.OfUser(storage.Ids.Next());
        var replaced = kept.Keep(scope, "alpha one");
        var forgotten = kept.Keep(scope, "alpha two");
        var expired = kept.Keep(scope, "alpha three", 5, expires: Microseconds.Of(KeptFacts.Now.AddSeconds(-1)));
        kept.Keep(scope, "alpha four");
        await kept.CommitAsync();
        kept.Write(FactRows.Replace(kept.Tenant, replaced.Id, storage.Ids.Next()));
        kept.Write(FactRows.Delete(kept.Tenant, forgotten.Id));
        kept.Write(MemoryScopeRows.Erased(MemoryScopeId.Of(kept.Tenant, scope), KeptFacts.Now));
        await kept.CommitAsync();
        kept.Write(FactRows.Delete(kept.Tenant, replaced.Id));
        kept.Write(MemoryScopeRows.Erased(MemoryScopeId.Of(kept.Tenant, scope), KeptFacts.Now));
        await kept.CommitAsync();
        Assert.Equal(["alpha four"], await kept.FindAsync("alpha", scope));
        Assert.Single(await kept.Facts.ListAsync(kept.Tenant, [scope], null, 10, Cancellation));
        Assert.Empty(await kept.Facts.SearchAsync(kept.Tenant, [scope], "x", 10, true, Cancellation));
        foreach (var gone in new[] { replaced, forgotten, expired })
        {
            Assert.Null(await kept.Facts.FindAsync(kept.Tenant, gone.Id, Cancellation));
        }
    }

    [Fact]
    public async Task List_GoesOnBehindItsCursor_NewestFirst()
    {
        var kept = New();
        var scope = MemoryScope.OfUser(storage.Ids.Next());
        var ids = Enumerable.Range(0, 7).Select(number => kept.Keep(scope, $"fact {number}").Id.ToString("N")).ToList();
        await kept.CommitAsync();
        var first = await kept.Facts.ListAsync(kept.Tenant, [scope], null, 5, Cancellation);
        var rest = await kept.Facts.ListAsync(kept.Tenant, [scope], first[^1].Id, 5, Cancellation);
        Assert.Equal(
            ids.OrderDescending(StringComparer.Ordinal), first.Concat(rest).Select(fact => fact.Id.ToString("N")));
    }

    [Fact]
    public async Task Pinned_IsFoundWhateverTheText()
    {
        var kept = New();
        var scope = MemoryScope.OfUser(storage.Ids.Next());
        kept.Keep(scope, "Answer in French", importance: 5);
        kept.Keep(scope, "Likes tea", importance: 4);
        await kept.CommitAsync();
        var found = await kept.Facts.SearchAsync(kept.Tenant, [scope], "hello", 10, true, Cancellation);
        Assert.Equal(["Answer in French"], found.Select(one => one.Fact.Text));
    }

    [Fact]
    public async Task Uses_AreListed_OncePerRun()
    {
        var kept = New();
        var (fact, thread) = (storage.Ids.Next(), storage.Ids.Next());
        var run = new RunId(kept.Tenant, storage.Ids.Next());
        for (var time = 0; time < 2; time++) kept.Write(FactUseRows.Insert(run, thread, fact, 7, 0.25));
        await kept.CommitAsync();
        Assert.Equal(
            [new FactUse(run.Value, thread, 7, 0.25)],
            await kept.Facts.ListUsesAsync(kept.Tenant, fact, 10, Cancellation));
        kept.Write(FactUseRows.Delete(run, fact));
        await kept.CommitAsync();
        Assert.Empty(await kept.Facts.ListUsesAsync(kept.Tenant, fact, 10, Cancellation));
    }

    private KeptFacts New() => new(storage, storage.NewTenant());
}
