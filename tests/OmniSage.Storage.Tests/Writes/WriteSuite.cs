using FsCheck;
using FsCheck.Fluent;
using OmniSage.Storage.Leases;
using OmniSage.Storage.Tests.Fixtures;

namespace OmniSage.Storage.Tests.Writes;

/// <summary>What every database must do with units of work.</summary>
public abstract class WriteSuite(StorageFixture storage, int interleavings)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Unit_OfSeveralJournals_IsWrittenWholeOrNotAtAll()
    {
        var tenant = storage.NewTenant();
        JournalHead Head(JournalKind kind) => JournalHead.Empty(new(tenant, kind, storage.Ids.Next()));
        var (stale, fresh) = (Head(JournalKind.Thread), Head(JournalKind.Run));
        var lease = LeaseRows.Set(new(tenant, fresh.Journal.Value), "executor", "key", Guid.Empty, default);
        await storage.AppendAsync(stale);

        var unit = new UnitOfWork(tenant).Change(lease);
        unit.Append(HashChain.Seal(fresh, storage.Event(), storage.Salts).Sealed);
        unit.Append(HashChain.Seal(stale, storage.Event(), storage.Salts).Sealed);
        await AssertFaultAsync(ErrorCodes.JournalConflict, storage.Queue.CommitAsync(unit));
        Assert.Equal(0, (await storage.Journals.OpenAsync(fresh.Journal, Cancellation)).Head.Seq);
        var leases = await storage.Get<LeaseStore>().ExpiredAsync(
            null, DateTimeOffset.MaxValue, new(0, 1), 10_000, Cancellation);
        Assert.DoesNotContain(leases, found => found.Run.Tenant == tenant);
    }

    [Fact]
    public void Unit_MixingTenantsOrBreakingItsOwnChain_IsRefusedWhenItIsMade()
    {
        var head = storage.NewJournal();
        var (first, next) = HashChain.Seal(head, storage.Event(), storage.Salts);
        var (_, third) = HashChain.Seal(next, storage.Event(), storage.Salts);
        var (late, _) = HashChain.Seal(third, storage.Event(), storage.Salts);
        var unit = new UnitOfWork(head.Journal.Tenant).Append(first);
        Assert.Throws<ArgumentException>(() => unit.Append(late));
        Assert.Throws<ArgumentException>(() => new UnitOfWork(storage.NewTenant()).Append(first));
        Assert.Throws<ArgumentException>(() => unit.Change(LeaseRows.Drop(new(storage.NewTenant(), Guid.Empty))));
    }

    [Theory]
    [InlineData(WriteFault.Lost, 0)]
    [InlineData(WriteFault.DurableButUnknown, 1)]
    public async Task Queue_DatabaseFails_SaysSoAndRecovers(WriteFault fault, long durable)
    {
        var head = storage.NewJournal();
        storage.Faults.Plant(fault);
        await AssertFaultAsync(ErrorCodes.StorageUnavailable, storage.AppendAsync(head));
        var now = (await storage.Journals.OpenAsync(head.Journal, Cancellation)).Head;
        Assert.Equal(durable, now.Seq);
        Assert.Equal(durable + 1, (await storage.AppendAsync(now)).Seq);
    }

    [Fact]
    public async Task Queue_UnitsOfOneJournalSentAtOnce_AreWrittenInTheirOrder()
    {
        var head = storage.NewJournal();
        var writes = new List<Task>();
        for (var number = 0; number < 200; number++)
        {
            (var sealedEvent, head) = HashChain.Seal(head, storage.Event(), storage.Salts);
            writes.Add(storage.Queue.CommitAsync(new UnitOfWork(head.Journal.Tenant).Append(sealedEvent)));
        }

        await Task.WhenAll(writes);
        Assert.Equal(200, (await storage.Journals.OpenAsync(head.Journal, Cancellation)).Head.Seq);
    }

    [Fact]
    public void Queue_AnyInterleavingOfWriters_LeavesGaplessVerifyingChainsOfWhatWasAcknowledged()
    {
        storage.Get<WriteQueue>();
        var step = Gen.Choose(0, 2).SelectMany(writer => Gen.Choose(0, 1).SelectMany(journal => Gen.Choose(1, 3)
            .Select(count => (Writer: writer, Journal: journal, Count: count))));
        var property = Prop.ForAll(step.ArrayOf().Resize(40).ToArbitrary(), steps =>
        {
            InterleaveAsync(steps).GetAwaiter().GetResult();
            return true;
        });
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(TestSize.Of(interleavings)).WithQuietOnSuccess(true), property);
    }

    private async Task InterleaveAsync((int Writer, int Journal, int Count)[] steps)
    {
        var tenant = storage.NewTenant();
        JournalHead[] journals =
            [.. Enumerable.Range(0, 2).Select(
                _ => JournalHead.Empty(new(tenant, JournalKind.Run, storage.Ids.Next())))];
        var acknowledged = 0;
        await Task.WhenAll(steps.GroupBy(step => step.Writer).Select(async writer =>
        {
            JournalHead[] heads = [.. journals];
            foreach (var (_, journal, count) in writer)
            {
                try
                {
                    heads[journal] = await storage.AppendAsync(heads[journal], count);
                    Interlocked.Add(ref acknowledged, count);
                }
                catch (OmniSageException fault) when (fault.Code == ErrorCodes.JournalConflict)
                {
                    heads[journal] = (await storage.Journals.OpenAsync(heads[journal].Journal, Cancellation)).Head;
                }
            }
        }));

        long stored = 0;
        foreach (var journal in journals)
        {
            Assert.Null(await storage.Get<JournalVerifier>().VerifyAsync(journal.Journal, Cancellation));
            stored += (await storage.Journals.OpenAsync(journal.Journal, Cancellation)).Head.Seq;
        }

        Assert.Equal(acknowledged, stored);
    }

    [Fact]
    public async Task Unit_ThatCannotEvenBeSent_IsRefused_AndTheWriterGoesOn()
    {
        var tenant = storage.NewTenant();
        var unsendable = new Statement("thread", "SELECT $1, $2", ColumnKind.Text, ColumnKind.Bytes)
            .With(tenant, new Version(1, 0));

        await AssertFaultAsync(
            ErrorCodes.StorageUnavailable, storage.Queue.CommitAsync(new UnitOfWork(tenant).Change(unsendable)));

        var head = await storage.AppendAsync(
            JournalHead.Empty(new(tenant, JournalKind.Run, storage.Ids.Next())), 1);
        Assert.Equal(1, head.Seq);
    }

    protected static async Task AssertFaultAsync(string code, Task task) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<OmniSageException>(() => task)).Code);
}
