namespace OmniSage.GrainInterfaces.Approvals;

/// <summary>A person's decision.</summary>
[GenerateSerializer, Immutable, Alias("omnisage.decide-approval")]
public sealed record DecideApproval
{
    /// <summary>Characters of a note, one line.</summary>
    public const int NoteCharsMax = 500;

    /// <summary>Bytes of edited arguments in UTF-8.</summary>
    public const int ArgumentsBytesMax = 256 * 1024;

    /// <summary>Allow it, or deny it.</summary>
    [Id(0)] public required bool Allow { get; init; }

    [Id(1)] public required Guid By { get; init; }

    [Id(2)] public required TenantRole Role { get; init; }

    /// <summary>Why; the model is told. May be empty.</summary>
    [Id(3)] public required string Note { get; init; }

    /// <summary>The hash of the act that the person has seen.</summary>
    [Id(4)] public required string ExpectedHash { get; init; }

    /// <summary>Other arguments to be used instead, which make it another act; only where it is allowed.</summary>
    [Id(5)] public string? Arguments { get; init; }
}
