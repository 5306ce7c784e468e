namespace OmniSage.GrainInterfaces.Policies;

/// <summary>One version of a workspace's policy, as its history shows it.</summary>
[GenerateSerializer, Immutable, Alias("omnisage.policy-version")]
public sealed record PolicyVersion
{
    /// <summary>From 1; version 0 is the preset that every workspace begins with, which nobody wrote.</summary>
    [Id(0)] public required int Number { get; init; }

    /// <summary>Who wrote it; null for version 0.</summary>
    [Id(1)] public Guid? By { get; init; }

    [Id(2)] public long? AtUs { get; init; }

    [Id(3)] public required string Note { get; init; }

    /// <summary>The version whose text it brought back.</summary>
    [Id(4)] public int? Restores { get; init; }

    /// <summary>Where its event is in the workspace's journal; 0 for version 0.</summary>
    [Id(5)] public required long Seq { get; init; }
}
