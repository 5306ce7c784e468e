namespace OmniSage.GrainInterfaces.Events;

/// <summary>
/// <c>tool.failed</c>: the call brought an error, which the model gets to read unless it is tried again.
/// </summary>
public sealed record ToolFailed(int Step, int Attempt, string Call, string Code, string Error, bool Retryable)
    : EventPayload
{
    /// <summary>The code of a call that may have had its effect: nobody knows, and it is not made again.</summary>
    public const string UnknownOutcome = "unknown_outcome";
}
