using OmniSage.Api.Events;

namespace OmniSage.Api.OpenAi;

/// <summary>A reader's position in a thread, for as long as an answer is being made there.</summary>
internal sealed class AnswerFeed(ThreadFeed thread, Func<bool> isOver) : IFeed
{
    public string Cursor => thread.Cursor;

    public bool Ended => isOver();

    public FeedVerdict Take(StoredEvent recorded) => thread.Take(recorded);

    public IAsyncEnumerable<StoredEvent> ReadAsync(IHistory history, CancellationToken cancellation) =>
        thread.ReadAsync(history, cancellation);
}
