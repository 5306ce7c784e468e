namespace OmniSage.Sandbox;

/// <summary>
/// A driver: makes isolated places in which untrusted commands run. Nothing ever runs unisolated: where isolation
/// cannot be had, <see cref="ProbeAsync(CancellationToken)"/> says why and <see cref="CreateAsync"/> refuses.
/// </summary>
public interface ISandbox
{
    /// <summary>The driver's stable name, such as <c>bubblewrap</c>.</summary>
    string Driver { get; }

    /// <summary>Finds out what this machine can isolate and limit by making a sandbox and throwing it away.</summary>
    Task<SandboxCapabilities> ProbeAsync(CancellationToken ct);

    /// <summary>The same for a kernel that need not be the default one (<see cref="SandboxSpec.Kernel"/>).</summary>
    Task<SandboxCapabilities> ProbeAsync(SandboxKernel kernel, CancellationToken ct);

    /// <summary>
    /// Makes a new session with an empty workspace. Throws <see cref="SandboxException"/>: never returns a session
    /// that lacks isolation or a limit that the spec requires.
    /// </summary>
    Task<ISandboxSession> CreateAsync(SandboxSpec spec, CancellationToken ct);

    /// <summary>Kills and removes what hosts that no longer live have left behind; returns how many sessions.</summary>
    Task<int> ReapAsync(CancellationToken ct);
}
