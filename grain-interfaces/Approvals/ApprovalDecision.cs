namespace OmniSage.GrainInterfaces.Approvals;

/// <summary>How an approval ended: allowed, denied or expired.</summary>
[GenerateSerializer, Immutable, Alias("omnisage.approval-decision")]
public sealed record ApprovalDecision
{
    [Id(0)] public required Guid Approval { get; init; }

    [Id(1)] public required ApprovalStatus Status { get; init; }

    /// <summary>Who decided; none where nobody did in time.</summary>
    [Id(2)] public Guid? By { get; init; }

    [Id(3)] public required string Note { get; init; }

    /// <summary>The act that was decided, with the arguments that a person may have edited.</summary>
    [Id(4)] public required Act Act { get; init; }

    /// <summary>The hash of <see cref="Act"/>: what is allowed is this and nothing else.</summary>
    [Id(5)] public required string Hash { get; init; }

    /// <summary>The act is not the one that was asked for.</summary>
    [Id(6)] public bool IsEdited { get; init; }
}
