using OmniSage.Grains.Runs;

namespace OmniSage.Grains.Tools;

/// <summary>
/// The first guard of effects outside the sandbox. A call that may have happened is made again only where its key
/// makes that harmless; otherwise it ends as unknown: the model is told, and people find it in the run and in the
/// call's approval. Pure.
/// </summary>
internal static class UnknownOutcome
{
    public const string Code = ToolFailed.UnknownOutcome;

    public const string Error =
        "It is unknown whether this has happened: the call was begun, and nobody heard how it ended. It is not made "
        + "again by itself, as that could do it twice. Do not call it again before you know; say in your answer that a "
        + "person has to look.";

    /// <summary>Whether an attempt that nobody heard of again is the end of its call.</summary>
    /// <param name="tool">The tool; null when there is none of that name, so that nothing was done.</param>
    /// <param name="isLast">No further attempt is left.</param>
    public static bool Follows(ToolManifest? tool, bool isLast) =>
        tool is { Effects: ToolEffects.External } && (isLast || tool.Idempotency is not ToolIdempotency.Key);

    /// <summary>Whether a failure leaves open what happened before it; what a tool refuses has not happened.</summary>
    public static bool Follows(ToolManifest? tool, StepFailed failed, int attemptsMax) =>
        (failed.Retryable && Follows(tool, isLast: failed.Attempt >= attemptsMax))
        || (failed.Code is StepRunner.TimeLimit && Follows(tool, isLast: true));
}
