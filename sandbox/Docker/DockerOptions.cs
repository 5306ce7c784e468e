namespace OmniSage.Sandbox;

/// <summary>Settings of the docker driver (<c>Sandbox:Docker</c>). Validated at start.</summary>
public sealed class DockerOptions
{
    /// <summary>The engine's Unix socket; only the sandbox daemon opens it. Default <c>/run/docker.sock</c>.</summary>
    public string Socket { get; set; } = "/run/docker.sock";

    /// <summary>
    /// Image of sessions whose spec names none: <c>small</c> or <c>full</c>, or another one's full name that
    /// <c>omnisage images build</c> made. Default <c>full</c> where it was built, else <c>small</c>.
    /// </summary>
    public string? Image { get; set; }

    /// <summary>What isolates sessions whose spec does not say. Default: the machine's own kernel.</summary>
    public SandboxKernel Kernel { get; set; } = SandboxKernel.Host;

    /// <summary>What gVisor is called among the engine's runtimes. Default <c>runsc</c>.</summary>
    public string GVisorRuntime { get; set; } = "runsc";

    /// <summary>
    /// Names the install on its containers, so that only ours are reaped: 1 to 64 letters, digits and dashes. The
    /// daemon sets it from its data folder. Default <c>omnisage</c>.
    /// </summary>
    public string Install { get; set; } = "omnisage";
}
