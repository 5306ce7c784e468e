namespace OmniSage.Api.Tests.Fakes;

/// <summary>Folds a log into its runs, oldest first.</summary>
internal static class FakeRuns
{
    public static IEnumerable<RunSummary> Of(ImmutableArray<StoredEvent> events)
    {
        var runs = new Dictionary<Guid, RunSummary>();
        var agents = events.Where(recorded => recorded.Type is "thread.opened").ToDictionary(
            recorded => recorded.Journal.Value, recorded => ((ThreadOpened)FakeHistory.Read(recorded)).Agent);
        foreach (var recorded in events)
        {
            var run = FakeHistory.Read(recorded) switch
            {
                MessageReceived message when !runs.ContainsKey(message.Run) =>
                    New(recorded, message.Run, message.Kind, RunStatus.Queued, message.Text),
                RunStarted started => New(
                    recorded, recorded.Journal.Value, started.Kind, RunStatus.Running, started.Title) with
                {
                    Parent = started.Parent,
                    Task = started.Contract?.Task,
                },
                RunParked => runs[recorded.Journal.Value] with { Status = RunStatus.Parked },
                RunResumed => runs[recorded.Journal.Value] with { Status = RunStatus.Running },
                RunCompleted => End(runs[recorded.Journal.Value], RunStatus.Completed, recorded.AtUs),
                RunFailed => End(runs[recorded.Journal.Value], RunStatus.Failed, recorded.AtUs),
                RunCancelled => End(runs[recorded.Journal.Value], RunStatus.Cancelled, recorded.AtUs),
                TurnEnded ended => runs[ended.Run] with { ClosedSeq = recorded.Seq },
                TaskFinished finished => runs[finished.Run] with { ClosedSeq = recorded.Seq },
                MessageSent sent when runs[sent.Run].Kind is RunKind.Command =>
                    runs[sent.Run] with { ClosedSeq = recorded.Seq },
                _ => null,
            };
            if (run is not null)
                runs[run.Id.Value] = run with { Agent = agents.GetValueOrDefault(run.Thread) };
        }

        return runs.Values;
    }

    private static RunSummary End(RunSummary run, RunStatus status, long atUs) =>
        run with { Status = status, EndedUs = atUs, UpdatedUs = atUs };

    private static RunSummary New(StoredEvent recorded, Guid run, RunKind kind, RunStatus status, string title) => new()
    {
        Id = new(recorded.Journal.Tenant, run),
        Workspace = recorded.Workspace!.Value,
        Thread = recorded.Thread!.Value,
        Kind = kind,
        Status = status,
        Title = title.Length > 60 ? title[..60] : title,
        CreatedUs = recorded.AtUs,
        UpdatedUs = recorded.AtUs,
    };
}
