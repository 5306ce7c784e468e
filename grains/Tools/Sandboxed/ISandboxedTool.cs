namespace OmniSage.Grains.Tools.Sandboxed;

/// <summary>A tool that works in the task's sandbox.</summary>
internal interface ISandboxedTool : ITool
{
    /// <summary>Whether the workspace may differ afterwards, so that it has to be kept.</summary>
    bool ChangesWorkspace { get; }

    /// <summary>Carries the call out.</summary>
    /// <exception cref="ToolFaultException">The model can mend it.</exception>
    Task<ToolOutcome> CallAsync(SandboxCall call, CancellationToken cancellation);
}
