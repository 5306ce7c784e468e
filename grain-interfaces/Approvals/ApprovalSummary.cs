namespace OmniSage.GrainInterfaces.Approvals;

/// <summary>One approval as lists show it: a projection of its journal.</summary>
[GenerateSerializer, Immutable, Alias("omnisage.approval-summary")]
public sealed record ApprovalSummary
{
    [Id(0)] public required ApprovalId Id { get; init; }

    [Id(1)] public required Guid Workspace { get; init; }

    [Id(2)] public required Guid Thread { get; init; }

    [Id(3)] public required Guid Run { get; init; }

    [Id(4)] public required ApprovalStatus Status { get; init; }

    [Id(5)] public required string Tool { get; init; }

    /// <summary>The beginning of the arguments, in one line.</summary>
    [Id(6)] public required string Target { get; init; }

    [Id(7)] public required string Hash { get; init; }

    [Id(8)] public required long CreatedUs { get; init; }

    [Id(9)] public required long ExpiresUs { get; init; }

    [Id(10)] public required long UpdatedUs { get; init; }
}
