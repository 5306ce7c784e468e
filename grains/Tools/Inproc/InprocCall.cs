using OmniSage.Grains.Runs;

namespace OmniSage.Grains.Tools.Inproc;

/// <summary>One call of a tool of our own.</summary>
/// <param name="Run">The run that makes it.</param>
/// <param name="Place">Where, and on whose behalf.</param>
/// <param name="Call">The model's wish.</param>
/// <param name="Labels">What the wish was made of: what it stores is trusted no more than that.</param>
/// <param name="ResultBytesMax">What the result may have at the most.</param>
internal sealed record InprocCall(RunId Run, RunPlace Place, ToolCall Call, Labels Labels, int ResultBytesMax)
{
    /// <summary>The run's step that the call is; every attempt has the same.</summary>
    public int Step { get; init; }

    /// <summary>
    /// For a tool whose <see cref="ToolIdempotency"/> is a key: the same in every attempt, and no other call's. A
    /// model's own id of a call would not do: the next answer may use it again.
    /// </summary>
    public string Key => FormattableString.Invariant($"{Run.Value:N}.{Step}");
}
