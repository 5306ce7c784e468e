using OmniSage.Sandbox;

namespace OmniSage.Grains.Policies;

/// <summary>What a workspace's policy asks of the sandboxes of its tasks.</summary>
internal sealed record SandboxTerms
{
    /// <summary>The host's default in everything.</summary>
    public static SandboxTerms Default { get; } = new();

    /// <summary>One of our images by its name; null takes the host's default.</summary>
    public string? Image { get; init; }

    /// <summary>Null takes the host's default.</summary>
    public SandboxKernel? Kernel { get; init; }

    /// <summary>Limits without which no task is to work.</summary>
    public ImmutableArray<SandboxLimit> Required { get; init; } = [];
}
