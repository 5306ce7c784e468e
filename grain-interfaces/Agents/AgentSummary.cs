namespace OmniSage.GrainInterfaces.Agents;

/// <summary>An agent of a workspace, as lists show it.</summary>
[GenerateSerializer, Immutable, Alias("omnisage.agent-summary")]
public sealed record AgentSummary
{
    /// <summary>For as long as the workspace lives; a slug that comes back is the same agent again.</summary>
    [Id(0)] public required Guid Id { get; init; }

    [Id(1)] public required string Slug { get; init; }

    /// <summary>What people call it.</summary>
    [Id(2)] public required string Name { get; init; }

    /// <summary>The settings name it no more: it gets no new threads, and in those that it has it only talks.</summary>
    [Id(3)] public bool IsRemoved { get; init; }
}
