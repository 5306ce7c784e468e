namespace OmniSage.Simulation.Tests.Checks;

/// <summary>What must hold of every run's journal.</summary>
internal static class RunCheck
{
    public static void Check(JournalId run, List<Entry> events, List<StepReport> reports)
    {
        var payloads = events.ConvertAll(entry => entry.Payload);
        Verdict.Require(payloads[0] is RunStarted, $"The run {run} does not begin with run.started.");
        Verdict.Require(payloads.Count(one => one is RunStarted) == 1, $"The run {run} started more than once.");
        var ends = payloads.Count(one => one is RunCompleted or RunFailed or RunCancelled);
        Verdict.Require(ends == 1, $"The run {run} has {ends} ends.");
        Verdict.Require(
            payloads[^1] is RunCompleted or RunFailed or RunCancelled, $"Something follows the end of the run {run}.");
        CheckOutcomes(run, payloads);
        if (((RunStarted)payloads[0]).Kind != RunKind.Command) CheckReports(run, payloads, reports);
    }

    private static void CheckOutcomes(JournalId run, List<EventPayload> payloads)
    {
        var outcomes = payloads.Select(OutcomeOf).Where(one => one is not null).ToList();
        var twice = outcomes.GroupBy(one => one).FirstOrDefault(one => one.Count() > 1);
        Verdict.Require(twice is null, $"The run {run} accepted {twice?.Key} {twice?.Count()} times.");
        var begun = (Step: 0, Attempt: 0);
        foreach (var payload in payloads)
        {
            if (payload is StepStarted started)
            {
                var follows = (started.Step == begun.Step + 1 && started.Attempt == 1)
                    || (started.Step == begun.Step && started.Attempt == begun.Attempt + 1);
                Verdict.Require(follows, $"In the run {run}, {started} follows {begun}.");
                begun = (started.Step, started.Attempt);
            }
            else if (StepOf(payload) is { } step)
            {
                Verdict.Require(
                    step == begun, $"In the run {run}, {payload.GetType().Name} is of {step} during {begun}.");
            }
        }
    }

    /// <summary>What was accepted is what the step runner reported of that very attempt.</summary>
    private static void CheckReports(JournalId run, List<EventPayload> payloads, List<StepReport> reports)
    {
        var told = reports.Where(report => report.Run.Value == run.Value).ToList();
        foreach (var payload in payloads)
        {
            var isTold = payload switch
            {
                ModelResponded one => told.Exists(report => report is ModelAnswered answer
                    && (answer.Step, answer.Attempt, answer.Text) == (one.Step, one.Attempt, one.Text)),
                ToolCompleted one when one.Result.Contains("out ", StringComparison.Ordinal) =>
                    told.Exists(report => report is ToolAnswered answer
                        && (answer.Step, answer.Attempt, answer.Result) == (one.Step, one.Attempt, one.Result)),
                _ => true,
            };
            Verdict.Require(isTold, $"The run {run} accepted what no such attempt brought: {payload.GetType().Name}.");
        }
    }

    private static (string, int, int, string)? OutcomeOf(EventPayload payload) => payload switch
    {
        ModelResponded one => ("model", one.Step, one.Attempt, ""),
        ModelFailed one => ("model", one.Step, one.Attempt, ""),
        ToolCompleted one => ("tool", one.Step, one.Attempt, one.Call),
        ToolFailed one => ("tool", one.Step, one.Attempt, one.Call),
        StepFinished one => ("check", one.Step, one.Attempt, ""),
        _ => null,
    };

    private static (int Step, int Attempt)? StepOf(EventPayload payload) => payload switch
    {
        ModelResponded one => (one.Step, one.Attempt),
        ModelFailed one => (one.Step, one.Attempt),
        StepFinished one => (one.Step, one.Attempt),
        _ => null,
    };
}
