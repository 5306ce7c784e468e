using System.Collections.Immutable;

namespace OmniSage.Sandbox;

/// <summary>What a session is to be. Serialisable: holds data only.</summary>
public sealed record SandboxSpec
{
    /// <summary>
    /// Who the session is for, opaque; places are granted in turn over labels. At most 200 characters.
    /// </summary>
    public required string Label { get; init; }

    /// <summary>
    /// Hosts the sandbox may reach. No driver has a broker for them yet, so anything but empty is refused with
    /// <see cref="SandboxException.EgressRefused"/>.
    /// </summary>
    public ImmutableArray<string> EgressHosts { get; init; } = [];

    /// <summary>The session's limits; null takes the host's default (<c>SandboxOptions.Limits</c>).</summary>
    public SandboxLimits? Limits { get; init; }

    /// <summary>Limits that must at least be polled; one that is missing on this machine refuses the session.</summary>
    public ImmutableArray<SandboxLimit> Required { get; init; } = [];

    /// <summary>
    /// Which image the commands see: <c>small</c>, <c>full</c>, or null for the host's default. A driver without images
    /// gives the machine's own programs whatever this says.
    /// </summary>
    public string? Image { get; init; }

    /// <summary>
    /// Whose kernel is to serve the commands; null takes the host's default. A driver that has not got it refuses with
    /// <see cref="SandboxException.Unavailable"/>.
    /// </summary>
    public SandboxKernel? Kernel { get; init; }
}
