using OmniSage.GrainInterfaces.Agents;
using OmniSage.GrainInterfaces.Policies;
using OmniSage.Grains.Tools;

namespace OmniSage.Grains.Policies;

/// <summary>
/// When a rule speaks: all its conditions have to hold. A call can name several hosts, paths and scopes: to forbid or
/// to ask, one that fits is enough; to allow, all have to fit.
/// </summary>
internal sealed record PolicyCondition
{
    public ImmutableArray<Glob> Tools { get; init; } = [];

    public ImmutableArray<Glob> Scopes { get; init; } = [];

    public ImmutableArray<ToolRisk> Risks { get; init; } = [];

    public ImmutableArray<ToolEffects> Effects { get; init; } = [];

    public ImmutableArray<Glob> Hosts { get; init; } = [];

    public ImmutableArray<Glob> Paths { get; init; } = [];

    public ImmutableArray<PolicyArgument> Arguments { get; init; } = [];

    public Trust? TrustLeast { get; init; }

    public Trust? TrustMost { get; init; }

    public Sensitivity? SensitivityLeast { get; init; }

    public Sensitivity? SensitivityMost { get; init; }

    public ImmutableArray<TenantRole> Roles { get; init; } = [];

    public ImmutableArray<Guid> Accounts { get; init; } = [];

    public ImmutableArray<Glob> Agents { get; init; } = [];

    /// <summary>Whether the rule speaks to the call.</summary>
    /// <param name="call">The call.</param>
    /// <param name="wholly">All that the call names has to fit, as for allowing; otherwise any of it.</param>
    public bool Holds(PolicyCall call, bool wholly) =>
        (Tools.IsEmpty || Any(Tools, call.Tool))
        && (Risks.IsEmpty || Risks.Contains(call.Risk))
        && (Effects.IsEmpty || Effects.Contains(call.Effects))
        && (Agents.IsEmpty || Any(Agents, call.Agent) || (call.IsBuiltInAgent && Any(Agents, BuiltInAgent.Slug)))
        && Fits(Scopes, call.Scopes, wholly)
        && Fits(Hosts, call.Hosts, wholly)
        && Fits(Paths, call.Paths, wholly)
        && HoldsLabels(call.Labels)
        && HoldsCaller(call.Caller, wholly)
        && HoldsArguments(call, wholly);

    /// <summary>The tool is named in full, not by a pattern.</summary>
    public bool NamesTool(string tool)
    {
        foreach (var pattern in Tools)
        {
            if (pattern.IsLiteral && pattern.IsMatch(tool)) return true;
        }

        return false;
    }

    private bool HoldsLabels(Labels labels) =>
        (TrustLeast is null || labels.Trust >= TrustLeast)
        && (TrustMost is null || labels.Trust <= TrustMost)
        && (SensitivityLeast is null || labels.Sensitivity >= SensitivityLeast)
        && (SensitivityMost is null || labels.Sensitivity <= SensitivityMost);

    private bool HoldsCaller(PolicyCaller caller, bool wholly) =>
        (Roles.IsEmpty || (caller.Role is { } role ? Roles.Contains(role) : !wholly))
        && (Accounts.IsEmpty || (caller.Account is { } account && Accounts.Contains(account)));

    private bool HoldsArguments(PolicyCall call, bool wholly)
    {
        foreach (var argument in Arguments)
        {
            if (!argument.Holds(call.Arguments, wholly)) return false;
        }

        return true;
    }

    private static bool Fits(ImmutableArray<Glob> patterns, ImmutableArray<string> values, bool wholly)
    {
        if (patterns.IsEmpty) return true;
        foreach (var value in values)
        {
            if (Any(patterns, value) != wholly) return !wholly;
        }

        // Nothing named fits nothing; otherwise none has decided: all have fitted, or none has.
        return wholly && !values.IsEmpty;
    }

    private static bool Any(ImmutableArray<Glob> patterns, string value)
    {
        foreach (var pattern in patterns)
        {
            if (pattern.IsMatch(value)) return true;
        }

        return false;
    }
}
