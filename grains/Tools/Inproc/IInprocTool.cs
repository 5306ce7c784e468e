namespace OmniSage.Grains.Tools.Inproc;

/// <summary>
/// A tool of our own that needs no sandbox. It is called outside grains, so that it may call grains and wait.
/// </summary>
internal interface IInprocTool : ITool
{
    /// <summary>
    /// Carries the call out. It may be called again for the same call after a crash, unless that could do twice what it
    /// does outside (<see cref="ToolIdempotency"/>).
    /// </summary>
    /// <exception cref="ToolFaultException">The model can mend it.</exception>
    Task<ToolOutcome> CallAsync(InprocCall call, CancellationToken cancellation);
}
