namespace OmniSage.Grains.Runs;

/// <summary>What one run may use at the most.</summary>
/// <param name="StepsMax">Model calls, tool calls and checks together.</param>
/// <param name="TimeMax">Time that it works, without the time it is parked.</param>
/// <param name="AttemptsMax">Attempts of one step, retries and restarts together.</param>
/// <param name="BytesMax">All that was said and done in it, in UTF-8; one who has that much asks for no more.</param>
internal sealed record RunLimits(int StepsMax, TimeSpan TimeMax, int AttemptsMax, int BytesMax)
{
    /// <summary>Calls in a row that bring the same; then the model is told, and one more ends the run.</summary>
    public int RepeatsMax { get; init; } = 3;

    /// <summary>Attempts of a summary, restarts included.</summary>
    public const int SummaryAttemptsMax = 3;

    public static RunLimits Of(TaskContract contract, AgentOptions options) =>
        new(contract.Limits.StepsMax, contract.Limits.TimeMax, options.AttemptsMax, options.RunBytesMax)
        {
            RepeatsMax = options.RepeatsMax,
        };

    /// <summary>A summary is one answer; where that does not come soon, there is another way to make one.</summary>
    public static RunLimits OfSummary(AgentOptions options) => new(
        1, options.ModelTimeMax, Math.Min(SummaryAttemptsMax, options.AttemptsMax), options.RunBytesMax);

    public static RunLimits OfTurn(AgentOptions options) =>
        new(options.TurnStepsMax, options.TurnTimeMax, options.AttemptsMax, options.RunBytesMax)
        {
            RepeatsMax = options.RepeatsMax,
        };
}
