namespace OmniSage.Storage.Telemetry;

/// <summary>What waits in the whole install.</summary>
public sealed record Backlog
{
    /// <summary>Runs that have not ended, by their status in lower case.</summary>
    public required IReadOnlyDictionary<string, long> Runs { get; init; }

    public required long Approvals { get; init; }

    /// <summary>When the oldest approval that waits was asked for, in microseconds since 1970; null for none.</summary>
    public required long? OldestApprovalUs { get; init; }
}
