using OmniSage.Storage.Tests.Fixtures;

namespace OmniSage.Storage.Tests.Journals;

/// <summary>What every database must do with journals.</summary>
public abstract class JournalSuite(StorageFixture storage)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Journal_NeverWritten_IsEmpty()
    {
        var head = storage.NewJournal();
        var read = await storage.Journals.OpenAsync(head.Journal, Cancellation);
        Assert.Null(read.Snapshot);
        Assert.Empty(read.Tail);
        Assert.Equal(0, read.Head.Seq);
        Assert.Equal(new byte[32], read.Head.Hash.ToArray());
    }

    [Fact]
    public async Task Tail_LongerThanItsBound_IsRefused_UntilThereIsASnapshot()
    {
        var store = new JournalStore(storage.Database, storage.Blobs, tailEventsMax: 1_000);
        var head = await storage.AppendAsync(storage.NewJournal(), 1_001);
        Assert.Equal(1_001, (await store.OpenAsync(head.Journal, Cancellation)).Head.Seq);
        head = await storage.AppendAsync(head);
        var fault = await Assert.ThrowsAsync<OmniSageException>(() => store.OpenAsync(head.Journal, Cancellation));
        Assert.Equal(ErrorCodes.LimitReached, fault.Code);
        head = await storage.AppendAsync(head, 1, JournalStore.SnapshotChange(head.Journal, head.Seq, 1, [1]));
        Assert.Single((await store.OpenAsync(head.Journal, Cancellation)).Tail);
    }

    [Fact]
    public async Task Journal_Appended_ComesBackByteForByte()
    {
        var head = storage.NewJournal();
        var @event = storage.Event("naïve \u0000 \ud83d\ude00 \ufffd") with
        {
            Labels = new() { Trust = Trust.Tool, Sensitivity = Sensitivity.Secret, Sources = [storage.Ids.Next()] },
        };
        var (sealedEvent, next) = HashChain.Seal(head, @event, storage.Salts);
        await storage.Queue.CommitAsync(new UnitOfWork(head.Journal.Tenant).Append(sealedEvent));

        var read = await storage.Journals.OpenAsync(head.Journal, Cancellation);
        var stored = Assert.Single(read.Tail);
        Assert.Equal(sealedEvent.Event.Header.ToArray(), stored.Header.ToArray());
        Assert.Equal(@event.Payload.ToArray(), stored.Payload.ToArray());
        Assert.Equal(WithoutBytes(sealedEvent.Event), WithoutBytes(stored));
        Assert.Equal(
            (next.Seq, Convert.ToHexString(next.Hash.Span)), (read.Head.Seq, Convert.ToHexString(read.Head.Hash.Span)));
    }

    [Theory]
    [InlineData(HashChain.InlinePayloadBytesMax)]
    [InlineData(HashChain.InlinePayloadBytesMax + 1)]
    [InlineData(1 << 20)]
    public async Task Journal_LargePayload_ComesBackByteForByte(int bytes)
    {
        var head = storage.NewJournal();
        var payload = new byte[bytes];
        new Random(bytes).NextBytes(payload);
        var (sealedEvent, _) = HashChain.Seal(head, storage.Event() with { Payload = payload }, storage.Salts);
        await storage.Queue.CommitAsync(new UnitOfWork(head.Journal.Tenant).Append(sealedEvent));

        Assert.Equal(bytes > HashChain.InlinePayloadBytesMax, sealedEvent.Blob is not null);
        var read = await storage.Journals.OpenAsync(head.Journal, Cancellation);
        Assert.Equal(payload, Assert.Single(read.Tail).Payload.ToArray());
    }

    [Fact]
    public async Task Journal_Snapshot_IsReadWithItsTailOnly()
    {
        var head = await storage.AppendAsync(storage.NewJournal(), 5);
        var snapshot = JournalStore.SnapshotChange(head.Journal, 5, 2, [1, 2, 3]);
        head = await storage.AppendAsync(head, 3, snapshot);

        var read = await storage.Journals.OpenAsync(head.Journal, Cancellation);
        Assert.Equal((5L, 2), (read.Snapshot!.Seq, read.Snapshot.Schema));
        Assert.Equal([1, 2, 3], read.Snapshot.Bytes.ToArray());
        Assert.Equal([6L, 7L, 8L], read.Tail.Select(@event => @event.Seq));
        Assert.Equal(8, read.Head.Seq);
    }

    [Fact]
    public async Task Journal_StaleHead_ConflictsAndLeavesNothing()
    {
        var stale = await storage.AppendAsync(storage.NewJournal(), 2);
        var head = await storage.AppendAsync(stale, 1);
        var fault = await Assert.ThrowsAsync<OmniSageException>(() => storage.AppendAsync(stale, 3));
        Assert.Equal((ErrorCodes.JournalConflict, true), (fault.Code, fault.Retryable));
        Assert.Equal(head.Seq, (await storage.Journals.OpenAsync(head.Journal, Cancellation)).Head.Seq);
    }

    [Fact]
    public async Task Journal_PredecessorLost_ConflictsAndLeavesNoGap()
    {
        var head = await storage.AppendAsync(storage.NewJournal(), 1);
        var (_, lost) = HashChain.Seal(head, storage.Event(), storage.Salts);
        var fault = await Assert.ThrowsAsync<OmniSageException>(() => storage.AppendAsync(lost));
        Assert.Equal(ErrorCodes.JournalConflict, fault.Code);
        Assert.Equal(1, (await storage.Journals.OpenAsync(head.Journal, Cancellation)).Head.Seq);
    }

    [Fact]
    public async Task Journal_PayloadErased_StillVerifies()
    {
        var head = await storage.AppendAsync(storage.NewJournal(), 3);
        await storage.EraseAsync(head, 2);
        var read = await storage.Journals.OpenAsync(head.Journal, Cancellation);
        Assert.Equal([false, true, false, false], read.Tail.Select(@event => @event.Payload.IsEmpty));
    }

    [Fact]
    public async Task Queue_ConflictInABatch_FailsNobodyElse()
    {
        var stale = storage.NewJournal();
        await storage.AppendAsync(stale);
        storage.Faults.Hold();
        var before = storage.AppendAsync(storage.NewJournal());
        var conflict = storage.AppendAsync(stale);
        var after = Enumerable.Range(0, 20).Select(_ => storage.AppendAsync(storage.NewJournal())).ToList();
        storage.Faults.Open();
        await before;
        await Task.WhenAll(after);
        Assert.Equal(ErrorCodes.JournalConflict, (await Assert.ThrowsAsync<OmniSageException>(() => conflict)).Code);
    }

    private static StoredEvent WithoutBytes(StoredEvent stored) => stored with { Header = default, Payload = default };
}
