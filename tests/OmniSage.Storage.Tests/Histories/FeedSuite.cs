using FsCheck;
using FsCheck.Fluent;
using OmniSage.GrainInterfaces.Coordinators;
using OmniSage.Storage.Tests.Fixtures;

namespace OmniSage.Storage.Tests.Histories;

/// <summary>What every database must do with the feed of a thread.</summary>
public abstract class FeedSuite(StorageFixture storage, int histories)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IHistory History => storage.Get<IHistory>();

    [Fact]
    public void Feed_AnyHistoryReadInAnyPages_GivesEachEventOnceInOrder() => Check(async (steps, pageSizes) =>
    {
        var thread = await WrittenThread.WriteAsync(storage, steps);
        var (seen, _) = await ReadAllAsync(thread.Id, FeedCursor.Start, pageSizes);
        AssertOnceAndInOrder(thread, seen);
    });

    [Fact]
    public void Feed_ResumedFromAnyCursor_GivesExactlyTheRest() => Check(async (steps, pageSizes) =>
    {
        var thread = await WrittenThread.WriteAsync(storage, steps);
        var (seen, cursors) = await ReadAllAsync(thread.Id, FeedCursor.Start, [1000]);
        for (var at = 0; at < seen.Count; at++)
        {
            Assert.True(FeedCursor.TryParse(cursors[at].ToText(thread.Id.Value), thread.Id.Value, out var cursor));
            var (rest, _) = await ReadAllAsync(thread.Id, cursor, pageSizes);
            Assert.Equal(
                seen.Skip(at + 1).Select(@event => @event.Id).Order(), rest.Select(@event => @event.Id).Order());
        }
    });

    [Fact]
    public void Feed_FollowedWhileItIsWritten_GivesEachEventOnceInOrder() => Check(async (steps, pageSizes) =>
    {
        var thread = WrittenThread.New(storage);
        var cursor = FeedCursor.Start;
        var seen = new List<StoredEvent>();
        for (var step = 0; step < steps.Length; step++)
        {
            await thread.StepAsync(steps[step]);
            var page = await History.ReadThreadAsync(
                thread.Id, cursor, pageSizes[step % pageSizes.Length], Cancellation);
            seen.AddRange(page.Events);
            if (page.Cursors.Length > 0) cursor = page.Cursors[^1];
        }

        seen.AddRange((await ReadAllAsync(thread.Id, cursor, pageSizes)).Events);
        AssertOnceAndInOrder(thread, seen);
    });

    [Fact]
    public async Task Feed_RunsClosed_LeaveTheCursor()
    {
        var thread = await WrittenThread.WriteAsync(
            storage, [.. Enumerable.Repeat((byte)0, 10), .. Enumerable.Repeat((byte)3, 10)]);
        var (_, cursors) = await ReadAllAsync(thread.Id, FeedCursor.Start, [7]);
        Assert.Empty(cursors[^1].Runs);
        Assert.Contains(cursors, cursor => cursor.Runs.Count > 1);
    }

    [Fact]
    public async Task Feed_AtItsEnd_IsEmptyAndSaysSo()
    {
        var thread = await WrittenThread.WriteAsync(storage, [0, 1, 3]);
        var (_, cursors) = await ReadAllAsync(thread.Id, FeedCursor.Start, [100]);
        var page = await History.ReadThreadAsync(thread.Id, cursors[^1], 10, Cancellation);
        Assert.Empty(page.Events);
        Assert.False(page.More);
    }

    private static void AssertOnceAndInOrder(WrittenThread thread, List<StoredEvent> seen)
    {
        Assert.Equal(thread.Events.Order(), seen.Select(@event => @event.Id).Order());
        foreach (var journal in seen.GroupBy(@event => @event.Journal))
        {
            Assert.Equal(
                Enumerable.Range(1, journal.Count()).Select(seq => (long)seq), journal.Select(@event => @event.Seq));
        }
    }

    private void Check(Func<byte[], int[], Task> property)
    {
        storage.Get<IHistory>();
        var steps = Gen.Choose(0, 4).Select(step => (byte)step).ArrayOf().Resize(40);
        var pages = Gen.Choose(1, 9).NonEmptyListOf().Select(sizes => sizes.ToArray()).Resize(4);
        var check = Prop.ForAll(steps.ToArbitrary(), pages.ToArbitrary(), (written, sizes) =>
        {
            property(written, sizes).GetAwaiter().GetResult();
            return true;
        });
        FsCheck.Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(TestSize.Of(histories)).WithQuietOnSuccess(true), check);
    }

    private async Task<(List<StoredEvent> Events, List<FeedCursor> Cursors)> ReadAllAsync(
        ThreadId thread, FeedCursor cursor, int[] pageSizes)
    {
        var events = new List<StoredEvent>();
        var cursors = new List<FeedCursor>();
        for (var page = 0; ; page++)
        {
            var read = await History.ReadThreadAsync(thread, cursor, pageSizes[page % pageSizes.Length], Cancellation);
            Assert.Equal(read.Events.Length, read.Cursors.Length);
            events.AddRange(read.Events);
            cursors.AddRange(read.Cursors);
            if (read.Cursors.Length > 0) cursor = read.Cursors[^1];
            if (!read.More) return (events, cursors);
            Assert.NotEmpty(read.Events);
        }
    }
}
