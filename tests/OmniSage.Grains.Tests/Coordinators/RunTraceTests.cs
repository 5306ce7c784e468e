using OmniSage.Grains.Coordinators;

namespace OmniSage.Grains.Tests.Coordinators;

public sealed class RunTraceTests
{
    [Fact]
    public void Lines_AreVisible_Bounded_AndTimed()
    {
        var trace = new RunTrace();
        trace.Add(Stored(1, new Note("begin"), Labels.System));
        trace.Add(Stored(2, new StepStarted(1, 1, StepKind.Tool), Labels.System));
        trace.Add(Stored(3, new Note("a\u202eb " + new string('x', 500)), new() { Trust = Trust.Untrusted }));
        var lines = trace.ToText(Run).Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.StartsWith("task ", lines[0], StringComparison.Ordinal);
        Assert.Equal("    0.00 s  begin", lines[1]);
        Assert.StartsWith("    2.00 s  a<U+202E>b xxx", lines[2], StringComparison.Ordinal);
        Assert.Equal(12 + 160, lines[2].Length);
        Assert.Equal(Trust.Untrusted, trace.Labels.Trust);
    }

    [Fact]
    public void LongRun_KeepsItsEnd_AndSaysSo()
    {
        var trace = new RunTrace();
        for (var at = 1; at <= RunTrace.LinesMax + 2; at++) trace.Add(Stored(at, new Note($"{at}"), Labels.System));
        var lines = trace.ToText(Run).Split('\n');
        Assert.Equal(RunTrace.LinesMax + 2, lines.Length);
        Assert.Equal("  … 2 lines before", lines[1]);
        Assert.EndsWith("s  3", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void EventsBeyondTheBound_AreSaidToBeLeftOut()
    {
        var trace = new RunTrace();
        Assert.EndsWith("Nothing has happened in it yet.", trace.ToText(Run), StringComparison.Ordinal);
        for (var at = 1; at <= RunTrace.EventsMax; at++) trace.Add(Stored(at, new Note("x"), Labels.System));
        Assert.EndsWith("… only its first 5000 events", trace.ToText(Run), StringComparison.Ordinal);
    }

    private static RunSummary Run { get; } = new()
    {
        Id = new(new(Ids.Of(1)), Ids.Of(2)),
        Workspace = Ids.Of(3),
        Thread = Ids.Of(4),
        Kind = RunKind.Task,
        Status = RunStatus.Running,
        Title = "title",
        CreatedUs = 0,
        UpdatedUs = 0,
    };

    private static StoredEvent Stored(int seq, EventPayload payload, Labels labels)
    {
        var (name, schema) = EventTypes.Describe(payload);
        return new()
        {
            Id = Ids.Of(seq),
            Journal = new(new(Ids.Of(1)), JournalKind.Run, Ids.Of(2)),
            Seq = seq,
            Type = name,
            Schema = schema,
            AtUs = seq * 1_000_000L,
            Workspace = Ids.Of(3),
            Thread = Ids.Of(4),
            Actor = "system",
            Labels = labels,
            Header = default,
            Payload = EventTypes.Write(payload),
        };
    }
}
