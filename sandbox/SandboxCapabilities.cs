using System.Collections.Immutable;

namespace OmniSage.Sandbox;

/// <summary>What a driver can do on this machine.</summary>
/// <param name="Driver">The driver's name.</param>
/// <param name="Available">Whether sessions can be made.</param>
/// <param name="Reason">Why not, or null. One sentence.</param>
/// <param name="NextStep">The command that would add what is missing, or null.</param>
/// <param name="Limits">One report per <see cref="SandboxLimit"/>; empty when not available.</param>
public sealed record SandboxCapabilities(
    string Driver, bool Available, string? Reason, string? NextStep, ImmutableArray<LimitReport> Limits)
{
    /// <summary>How <paramref name="limit"/> holds; missing when there is no report.</summary>
    public LimitEnforcement this[SandboxLimit limit] =>
        Limits.FirstOrDefault(report => report.Limit == limit)?.Enforcement ?? LimitEnforcement.Missing;
}

/// <summary>How one limit holds here.</summary>
/// <param name="Limit">Which.</param>
/// <param name="Enforcement">How surely.</param>
/// <param name="How">By what means, for people; where it is missing, what would add it.</param>
public sealed record LimitReport(SandboxLimit Limit, LimitEnforcement Enforcement, string How);
