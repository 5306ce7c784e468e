using OmniSage.Grains.Runs;
using OmniSage.Sandbox;

namespace OmniSage.Grains.Tools.Sandboxed;

/// <summary>One call of a tool in a sandbox.</summary>
/// <param name="Session">The task's sandbox.</param>
/// <param name="Arguments">A JSON object as text.</param>
/// <param name="Live">Takes output as it comes, for whoever watches.</param>
/// <param name="ResultBytesMax">What the result may have at the most; more is cut, and said so.</param>
internal sealed record SandboxCall(
    ISandboxSession Session, string Arguments, Action<OutputFrame> Live, int ResultBytesMax)
{
    /// <summary>The run that makes it.</summary>
    public required RunId Run { get; init; }

    /// <summary>Where, and on whose behalf.</summary>
    public required RunPlace Place { get; init; }
}
