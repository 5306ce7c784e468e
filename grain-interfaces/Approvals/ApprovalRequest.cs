using OmniSage.GrainInterfaces.Journals;
using OmniSage.GrainInterfaces.Policies;

namespace OmniSage.GrainInterfaces.Approvals;

/// <summary>What a person is asked: the act, who wants it and from what it came, why it is asked, until when.</summary>
[GenerateSerializer, Immutable, Alias("omnisage.approval-request")]
public sealed record ApprovalRequest
{
    [Id(0)] public required Guid Approval { get; init; }

    [Id(1)] public required Guid Workspace { get; init; }

    [Id(2)] public required Guid Thread { get; init; }

    /// <summary>The run that waits; it has the id of its task.</summary>
    [Id(3)] public required Guid Run { get; init; }

    /// <summary>The model's id of the call.</summary>
    [Id(4)] public required string Call { get; init; }

    [Id(5)] public required Act Act { get; init; }

    /// <summary>The hash of <see cref="Act"/>.</summary>
    [Id(6)] public required string Hash { get; init; }

    /// <summary>The rule that has someone asked, and why.</summary>
    [Id(7)] public required string Rule { get; init; }

    [Id(8)] public required string Why { get; init; }

    /// <summary>Whom: roles in lower case and accounts as 32 hex digits; any one of them decides.</summary>
    [Id(9)] public required ImmutableArray<string> Of { get; init; }

    /// <summary>The grant that allowing it makes; none where it is asked each time.</summary>
    [Id(10)] public GrantTerms? Offer { get; init; }

    /// <summary>What the wish was made of.</summary>
    [Id(11)] public required Labels Labels { get; init; }

    /// <summary>What the task is about, in one line.</summary>
    [Id(12)] public required string Title { get; init; }

    /// <summary>From this moment on it counts as denied, in microseconds since 1970 (UTC).</summary>
    [Id(13)] public required long ExpiresUs { get; init; }
}
