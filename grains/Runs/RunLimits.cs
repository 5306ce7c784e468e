namespace OmniSage.Grains.Runs;

/// <summary>What one run may use at the most.</summary>
/// <param name="StepsMax">Model calls, tool calls and checks together.</param>
/// <param name="TimeMax">Time that it works, without the time it is parked.</param>
/// <param name="AttemptsMax">Attempts of one step, retries and restarts together.</param>
internal sealed record RunLimits(int StepsMax, TimeSpan TimeMax, int AttemptsMax)
{
    public static RunLimits Of(TaskContract contract, AgentOptions options) =>
        new(contract.Limits.StepsMax, contract.Limits.TimeMax, options.AttemptsMax);

    public static RunLimits OfTurn(AgentOptions options) =>
        new(options.TurnStepsMax, options.TurnTimeMax, options.AttemptsMax);
}
