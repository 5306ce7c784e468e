using OmniSage.Storage.Tests.Fixtures;

namespace OmniSage.Storage.Tests.Journals;

/// <summary>Whoever changes a stored event is found out, whatever column it is and wherever it stands.</summary>
public abstract class TamperSuite(StorageFixture storage)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Changes => new()
    {
        { "journal_kind", "'run'" },
        { "type", "type || 'x'" },
        { "schema", "schema + 1" },
        { "at_us", "at_us - 1" },
        { "event_id", "'0123456789abcdef0123456789abcdef'" },
        { "workspace_id", "NULL" },
        { "thread_id", "'0123456789abcdef0123456789abcdef'" },
        { "header", "FLIP" },
        { "payload", "FLIP" },
        { "payload", "NULL" },
        { "payload_encoding", "1" },
        { "blob", "'0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef'" },
        { "blob", "'x'" },
        { "salt", "FLIP" },
        { "salt", "NULL" },
        { "prev_hash", "FLIP" },
        { "hash", "FLIP" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Event_ColumnChanged_IsTheFirstBadPosition(string column, string value)
    {
        foreach (var seq in new[] { 1L, 3L, 5L })
        {
            var head = await storage.AppendAsync(storage.NewJournal(), 5);
            await TamperAsync(head, $"UPDATE event SET {column} = {Of(column, value)} WHERE {Where(head, seq)}");
            var fault = await storage.Get<JournalVerifier>().VerifyAsync(head.Journal, Cancellation);
            Assert.Equal(seq, fault?.Seq);
            var refusal = await Assert.ThrowsAsync<OmniSageException>(
                () => storage.Journals.OpenAsync(head.Journal, Cancellation));
            Assert.Equal(ErrorCodes.JournalCorrupt, refusal.Code);
        }
    }

    [Theory]
    [InlineData("DELETE FROM event WHERE {0}")]
    [InlineData("UPDATE event SET seq = 99 WHERE {0}")]
    [InlineData("UPDATE event SET journal_id = '0123456789abcdef0123456789abcdef' WHERE {0}")]
    [InlineData("UPDATE event SET tenant_id = '0123456789abcdef0123456789abcdef' WHERE {0}")]
    public async Task Event_RemovedOrMoved_IsTheFirstBadPosition(string change)
    {
        var head = await storage.AppendAsync(storage.NewJournal(), 5);
        await TamperAsync(
            head, string.Format(System.Globalization.CultureInfo.InvariantCulture, change, Where(head, 2)));
        Assert.Equal(2, (await storage.Get<JournalVerifier>().VerifyAsync(head.Journal, Cancellation))?.Seq);
        await TamperAsync(head, $"DELETE FROM event WHERE journal_id = '0123456789abcdef0123456789abcdef'");
    }

    [Fact]
    public async Task Event_Untouched_VerifiesWithBlobsAndErasures()
    {
        var head = await storage.AppendAsync(storage.NewJournal(), 600);
        var large = storage.Event() with { Payload = new byte[HashChain.InlinePayloadBytesMax + 1] };
        (var sealedEvent, head) = HashChain.Seal(head, large, storage.Salts);
        await storage.Queue.CommitAsync(new UnitOfWork(head.Journal.Tenant).Append(sealedEvent));
        head = await storage.EraseAsync(head, 300);
        await storage.EraseAsync(head, 601);
        var verifier = storage.Get<JournalVerifier>();
        Assert.Null(await verifier.VerifyAsync(head.Journal, Cancellation));
        Assert.Equal([head.Journal], await verifier.ListAsync(head.Journal.Tenant, null, 10, Cancellation));
    }

    [Fact]
    public async Task Payload_ErasedWithoutItsEvent_IsTheFirstBadPosition()
    {
        var head = await storage.AppendAsync(storage.NewJournal(), 5);
        head = await storage.EraseAsync(head, 2);
        head = await storage.AppendAsync(head, 1, JournalStore.EraseChange(head.Journal, 4));
        Assert.Equal(4, (await storage.Get<JournalVerifier>().VerifyAsync(head.Journal, Cancellation))?.Seq);
        // Nor does an event that was erased itself explain another.
        await storage.EraseAsync(await storage.EraseAsync(head, 4), 6);
        Assert.Equal(2, (await storage.Get<JournalVerifier>().VerifyAsync(head.Journal, Cancellation))?.Seq);
    }

    [Fact]
    public async Task Event_BlobChanged_IsTheFirstBadPosition()
    {
        var head = storage.NewJournal();
        var large = storage.Event() with { Payload = new byte[HashChain.InlinePayloadBytesMax + 1] };
        var (sealedEvent, _) = HashChain.Seal(head, large, storage.Salts);
        await storage.Queue.CommitAsync(new UnitOfWork(head.Journal.Tenant).Append(sealedEvent));
        var other = await storage.Blobs.PutAsync(head.Journal.Tenant, new byte[] { 1 });
        Assert.NotEqual(sealedEvent.Blob, other.Text);
        await TamperAsync(head, $"UPDATE event SET blob = '{other.Text}' WHERE {Where(head, 1)}");
        Assert.Equal(1, (await storage.Get<JournalVerifier>().VerifyAsync(head.Journal, Cancellation))?.Seq);
    }

    /// <summary>Runs SQL past everything that guards the log, as whoever holds the database can.</summary>
    protected abstract Task TamperAsync(string sql);

    protected abstract string Flip(string column);

    private Task TamperAsync(JournalHead head, string sql)
    {
        Assert.NotEqual(TenantId.Install, head.Journal.Tenant);
        return TamperAsync(sql);
    }

    private string Of(string column, string value) => value == "FLIP" ? Flip(column) : value;

    private static string Where(JournalHead head, long seq) =>
        FormattableString.Invariant($"journal_id = '{head.Journal.Value:N}' AND seq = {seq}");
}
