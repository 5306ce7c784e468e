namespace OmniSage.Simulation.Tests.Checks;

/// <summary>What must hold of every thread's journal, and between it and its runs.</summary>
internal sealed class ThreadCheck(JournalId thread, List<Entry> events, Dictionary<JournalId, List<Entry>> journals)
{
    private readonly List<EventPayload> payloads = events.ConvertAll(entry => entry.Payload);

    public void Check()
    {
        CheckTurns();
        CheckTasks();
        CheckReading();
    }

    private void CheckTurns()
    {
        Guid? active = null;
        var started = new HashSet<Guid>();
        foreach (var payload in payloads)
        {
            if (payload is TurnStarted start)
            {
                Require(active is null, $"the turn {start.Run} starts while {active} runs");
                Require(started.Add(start.Run), $"the turn {start.Run} starts twice");
                active = start.Run;
            }
            else if (payload is TurnEnded end && started.Contains(end.Run))
            {
                Require(active == end.Run, $"the turn {end.Run} ends and does not run");
                active = null;
            }
        }

        Require(active is null, $"the turn {active} never ends");
    }

    private void CheckTasks()
    {
        var finished = payloads.OfType<TaskFinished>().ToList();
        var followUps = finished.Where(one => one.Turn is not null).Select(one => one.Turn!.Value).ToList();
        foreach (var contract in payloads.OfType<TaskDelegated>().Select(one => one.Contract))
        {
            Require(finished.Count(one => one.Task == contract.Task) == 1,
                $"the task {contract.Task} does not finish once");
            Require(RunOf(contract.Run).Count > 0, $"the task {contract.Task} has no run");
        }

        var reported = followUps.Select(StartOf).OfType<RunStarted>().SelectMany(one => one.Results).ToList();
        foreach (var one in finished)
        {
            var times = reported.Count(report => report.Task == one.Task);
            Require(times <= 1, $"the result of the task {one.Task} brings {times} turns");
            Require(times == 1
                || one.Result.End == TaskEnd.Cancelled, $"the result of the task {one.Task} brings no turn");
        }
    }

    /// <summary>A turn that completed has read every message that was promised to it.</summary>
    private void CheckReading()
    {
        var completed = payloads.OfType<TurnEnded>()
            .Where(end => end.Status == RunStatus.Completed)
            .Select(end => end.Run);
        foreach (var turn in completed)
        {
            var read = RunOf(turn).SelectMany(entry => entry.Payload switch
            {
                RunStarted started => started.Messages.Select(message => message.Message),
                MessageSteered steered => [steered.Message],
                _ => [],
            }).ToList();
            var promised = payloads.OfType<MessageReceived>().Where(message => message.Run == turn).ToList();
            foreach (var message in promised)
            {
                Require(read.Count(one => one == message.Message) == 1,
                    $"the turn {turn} did not read {message.Message} once");
            }
        }
    }

    private List<Entry> RunOf(Guid run) => journals.GetValueOrDefault(new(thread.Tenant, JournalKind.Run, run), []);

    private RunStarted? StartOf(Guid run) => RunOf(run) is [{ Payload: RunStarted started }, ..] ? started : null;

    private void Require(bool holds, string what) => Verdict.Require(holds, $"In the thread {thread}, {what}.");
}
