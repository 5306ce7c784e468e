namespace OmniSage.Sandbox;

/// <summary>How surely a limit holds.</summary>
public enum LimitEnforcement
{
    /// <summary>Cannot be exceeded: the kernel, or the host's own end of a pipe, refuses.</summary>
    Enforced,

    /// <summary>Watched; may be exceeded for a moment before everything is killed.</summary>
    Polled,

    /// <summary>Not limited on this machine.</summary>
    Missing,
}
