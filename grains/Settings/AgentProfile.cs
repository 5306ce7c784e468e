using OmniSage.GrainInterfaces.Agents;
using OmniSage.Grains.Approvals;

namespace OmniSage.Grains.Settings;

/// <summary>An agent at work: what its runs are told, and what they may call.</summary>
internal sealed record AgentProfile
{
    public required string Slug { get; init; }

    public required string Name { get; init; }

    /// <summary>Empty where the settings say nothing.</summary>
    public required string Instructions { get; init; }

    /// <summary>What its coordinator may call.</summary>
    public required ImmutableArray<string> CoordinatorTools { get; init; }

    /// <summary>What the tasks that it delegates may call.</summary>
    public required ImmutableArray<string> ExecutorTools { get; init; }

    /// <summary>By which policies and grants know it.</summary>
    public string PolicyName => Slug == BuiltInAgent.Slug ? CallGate.DefaultAgent : Slug;
}
