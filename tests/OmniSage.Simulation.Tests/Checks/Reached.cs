namespace OmniSage.Simulation.Tests.Checks;

/// <summary>How often each situation came to pass, in one seed or in many.</summary>
internal sealed class Reached
{
    private readonly SortedDictionary<string, long> counts = new(StringComparer.Ordinal);

    public long this[string what] => counts.GetValueOrDefault(what);

    public void Count(string what, long times = 1) => counts[what] = this[what] + times;

    public void Count(EventPayload payload)
    {
        Count(payload.GetType().Name);
        if (payload is StepStarted { Attempt: > 1 }) Count("later attempts");
        if (payload is TaskFinished { Turn: not null }) Count("follow-up turns");
        if (payload is MessageReceived { Kind: RunKind.Command }) Count("commands");
        if (payload is ModelFailed failed) Count($"model {failed.Code}");
        if (payload is ToolFailed broken) Count($"tool {broken.Code}");
        if (payload is RunFailed ended) Count($"run {ended.Code}");
        if (payload is BudgetSettled { Lost: not null }) Count("lost attempts");
        if (payload is RunParked { Reason: "budget" }) Count("runs that waited for their budget");
        if (payload is StepFinished { Succeeded: false }) Count("failed checks");
    }

    public void Add(Reached other)
    {
        foreach (var (what, times) in other.counts) Count(what, times);
    }

    public override string ToString() => string.Join('\n', counts.Select(one => $"  {one.Key}: {one.Value}"));
}
