namespace OmniSage.Crash.Tests.Scripts;

/// <summary>
/// What a person does in one thread. Every request carries an id of its own, so that after a crash the whole script
/// is simply played again from its first line.
/// </summary>
internal abstract class CrashScript
{
    private static readonly TimeSpan StepTimeMax = TimeSpan.FromSeconds(30);

    public abstract string Name { get; }

    /// <summary>What the silo is to be set to, by the names of environment variables.</summary>
    public virtual IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>();

    /// <summary>Sends what is to be sent, waiting where the next request needs to see something first.</summary>
    public abstract Task PlayAsync(Conversation talk, CancellationToken cancellation);

    /// <summary>Whether all is over that goes on by itself, given which messages were acknowledged.</summary>
    public abstract bool IsSettled(IReadOnlyList<RecordedEvent> events, Conversation talk);

    /// <summary>Nothing is missing, nothing is there twice.</summary>
    public abstract void Check(IReadOnlyList<RecordedEvent> events);

    protected static Task UntilAsync(
        Conversation talk,
        Func<IReadOnlyList<RecordedEvent>, bool> isSo,
        string what,
        CancellationToken cancellation) =>
        talk.Watch!.UntilAsync(isSo, what, StepTimeMax, cancellation);

    protected static int Count(IReadOnlyList<RecordedEvent> events, string type) =>
        events.Count(one => one.Type == type);

    /// <summary>Turns that ended, whatever became of them.</summary>
    protected static int TurnsEnded(IReadOnlyList<RecordedEvent> events) => Count(events, "turn.ended");

    protected static void AssertCounts(IReadOnlyList<RecordedEvent> events, params (string Type, int Count)[] expected)
    {
        foreach (var (type, count) in expected)
        {
            Assert.True(count == Count(events, type), $"{count} × {type} expected in {string.Join(", ", events)}");
        }
    }

    protected static IEnumerable<string?> Answers(IReadOnlyList<RecordedEvent> events) =>
        events.Where(one => one.Type == "message.sent").Select(one => one.Get("text"));
}
