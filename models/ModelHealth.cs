namespace OmniSage.Models;

/// <summary>How one model of one provider has done in this process since its start.</summary>
public sealed record ModelHealth
{
    public required ModelState State { get; init; }

    public required long Answers { get; init; }

    public required long Failures { get; init; }

    /// <summary>Half of the last answers began within this; null while there is none.</summary>
    public required long? LatencyMs { get; init; }

    public required string? LastCode { get; init; }

    /// <summary>One sentence, without any key.</summary>
    public required string? LastError { get; init; }

    public required DateTimeOffset? LastErrorAt { get; init; }
}
