using System.Globalization;
using System.Text;
using OmniSage.Testing.Web;

namespace OmniSage.Crash.Tests.Scripts;

/// <summary>
/// A fetch that waits for a person, who allows or denies it, or for whom it waits in vain. The page is served by a
/// listener of the test's own, which sees whether anybody came.
/// </summary>
internal sealed class ApprovalScript(LoopbackServer page, string? verdict) : CrashScript
{
    private const string Text = "what the page says";

    private int seen;

    public override string Name => $"approval, {verdict ?? "nobody decides"}";

    public override IReadOnlyDictionary<string, string> Settings { get; } = SettingsOf(page, verdict);

    public static LoopbackServer Page() => new((stream, _) =>
        stream.WriteAsync(LoopbackServer.Response(Encoding.UTF8.GetBytes(Text))).AsTask());

    public override async Task PlayAsync(Conversation talk, CancellationToken cancellation)
    {
        await talk.AskForFetchesAsync(cancellation);
        await talk.OpenAsync(cancellation);
        var address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{page.Port}/");
        await talk.SendAsync("work", $"fetch {address}", cancellation);
        await UntilAsync(talk, IsAsked, "the question", cancellation);
        var run = Asked(talk.Watch!.Events).First().Journal;
        var approval = await talk.ApprovalOfAsync(run, cancellation);
        // Nobody who decides in vain is waited for with a reminder's patience: to look is enough for it to expire.
        while (verdict is null && approval.GetProperty("status").GetString() is "open")
            approval = await talk.ApprovalOfAsync(run, cancellation);
        if (verdict is not null) await talk.DecideAsync(approval, verdict, cancellation);
        await UntilAsync(talk, IsOver, "the answer with what came of it", cancellation);
    }

    /// <summary>A decision that was not acknowledged may be there, or not: then it waits, and goes on later.</summary>
    public override bool IsSettled(IReadOnlyList<RecordedEvent> events, Conversation talk) =>
        !talk.IsAcknowledged("work") || IsOver(events) || (!talk.HasDecided && IsAsked(events));

    public override void Check(IReadOnlyList<RecordedEvent> events)
    {
        // The thread tells of it, once at the most: what is over before that is not told.
        var told = Count(events, "approval.requested") - 1;
        Assert.InRange(told, 0, 1);
        // To delegate is a call too.
        AssertCounts(
            events,
            ("thread.opened", 1), ("message.received", 1), ("turn.started", 2), ("turn.ended", 2),
            ("task.delegated", 1), ("task.finished", 1), ("run.completed", 3), ("message.sent", 2 + told),
            ("approval.decided", verdict is null ? 0 : 1),
            ("approval.expired", verdict is null ? 1 : 0), ("tool.completed", verdict is "allow" ? 2 : 1),
            ("tool.requested", verdict is "allow" ? 2 : 1), ("tool.failed", verdict is "allow" ? 0 : 1));
        var answer = Answers(events).Last()!;
        Assert.Equal(verdict is "allow", answer.Contains(Text, StringComparison.Ordinal));
        // Every attempt comes once at the most, and nobody comes who was not let.
        var (came, attempts) = (page.Requests.Count - seen, AttemptsOfTheCall(events));
        seen = page.Requests.Count;
        Assert.InRange(came, verdict is "allow" ? 1 : 0, attempts);
    }

    private static bool IsAsked(IReadOnlyList<RecordedEvent> events) => Asked(events).Any();

    /// <summary>As the run has it: the thread holds a copy of what it has told.</summary>
    private static IEnumerable<RecordedEvent> Asked(IReadOnlyList<RecordedEvent> events) => events.Where(one =>
        one.Type == "approval.requested" && one.Journal != events.First(first => first.Type == "thread.opened").Journal);

    private static bool IsOver(IReadOnlyList<RecordedEvent> events) => TurnsEnded(events) == 2;

    private static int AttemptsOfTheCall(IReadOnlyList<RecordedEvent> events) => events.Count(one =>
        one.Type == "step.started" && string.Equals(one.Get("kind"), "tool", StringComparison.OrdinalIgnoreCase));

    private static Dictionary<string, string> SettingsOf(LoopbackServer page, string? verdict)
    {
        var settings = new Dictionary<string, string>
        {
            ["OMNISAGE_Egress__PrivateHosts__0"] =
                string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{page.Port}"),
        };
        if (verdict is null) settings["OMNISAGE_Agents__ApprovalTimeMax"] = "00:00:01";
        return settings;
    }
}
