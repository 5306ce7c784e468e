using OmniSage.Sandbox;

namespace OmniSage.Grains.Tools;

/// <summary>Gives a sandbox for a task: the machine's <see cref="SandboxHost"/>, or a simulator's double.</summary>
public delegate Task<ISandboxSession> OpenSandbox(SandboxSpec spec, CancellationToken cancellation);
