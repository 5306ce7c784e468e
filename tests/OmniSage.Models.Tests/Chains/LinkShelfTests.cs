using OmniSage.Models.Chains;

namespace OmniSage.Models.Tests.Chains;

/// <summary>Connections of chains that people set: shared where they may be, and gone when nobody needs them.</summary>
public sealed class LinkShelfTests
{
    private readonly TestClock time = new();
    private int made;

    [Fact]
    public void Link_ThatIsWantedAgain_IsTheSame()
    {
        using var shelf = new LinkShelf<string>(time);
        Assert.Same(Find(shelf, "a"), Find(shelf, "a"));
        Assert.NotSame(Find(shelf, "a"), Find(shelf, "b"));
        Assert.Equal(2, made);
    }

    [Fact]
    public void Link_ThatNobodyAsks_GoesWithItsConnections_AndOneThatAnswersStays()
    {
        using var shelf = new LinkShelf<string>(time);
        var (idle, answering) = (Find(shelf, "idle"), Find(shelf, "answering"));
        var own = shelf.Find("own", isKept: true, Make);
        answering.Use.Begin();
        time.Advance(LinkShelf<string>.UnusedTimeMax);
        Find(shelf, "another");

        Assert.True(((SilentModel)idle.Client).IsDisposed);
        Assert.False(((SilentModel)answering.Client).IsDisposed);
        Assert.False(((SilentModel)own.Client).IsDisposed);
        Assert.Equal(3, shelf.Count);
    }

    [Fact]
    public void Links_BeyondTheirBound_TheOneThatWasAskedLongestAgoGoes()
    {
        using var shelf = new LinkShelf<string>(time);
        var first = Find(shelf, "first");
        time.Advance(TimeSpan.FromSeconds(1));
        for (var number = 1; number < LinkShelf<string>.LinksMax; number++) Find(shelf, $"{number}");
        time.Advance(TimeSpan.FromMinutes(2));
        Find(shelf, "one more");

        Assert.True(((SilentModel)first.Client).IsDisposed);
        Assert.Equal(LinkShelf<string>.LinksMax, shelf.Count);
    }

    private ModelLink Find(LinkShelf<string> shelf, string way) => shelf.Find(way, isKept: false, Make);

    private ModelLink Make()
    {
        made++;
        return new("provider", "model", "host", new SilentModel());
    }

    private sealed class SilentModel : IChatClient
    {
        public bool IsDisposed { get; private set; }

        public Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages,
            ChatOptions? options = null,
            CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages,
            ChatOptions? options = null,
            CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose() => IsDisposed = true;
    }
}
