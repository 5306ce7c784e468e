namespace OmniSage.Sandbox;

/// <summary>Whose kernel serves the commands.</summary>
public enum SandboxKernel
{
    /// <summary>The machine's own, behind namespaces and filters.</summary>
    Host,

    /// <summary>gVisor's, a process of its own that asks the machine's for very little.</summary>
    GVisor,
}
