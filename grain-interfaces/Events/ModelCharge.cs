namespace OmniSage.GrainInterfaces.Events;

/// <summary>
/// What one model call took, at the prices of its moment, and on whose account: usage is the sum of these.
/// </summary>
public sealed record ModelCharge
{
    public required string Level { get; init; }

    /// <summary>The person on whose behalf.</summary>
    public required Guid By { get; init; }

    public required Guid Agent { get; init; }

    public string? Provider { get; init; }

    /// <summary>The model that was asked, by the name in the settings.</summary>
    public required string Model { get; init; }

    public required long InputTokens { get; init; }

    /// <summary>Those of them that the provider had kept.</summary>
    public required long CachedTokens { get; init; }

    public required long OutputTokens { get; init; }

    /// <summary>In millionths of the install's currency.</summary>
    public required long Cost { get; init; }

    /// <summary>Nobody reported the tokens: these are the most that it can have been.</summary>
    public bool? IsEstimate { get; init; }

    /// <summary>Nobody had said what the model costs.</summary>
    public bool? IsUnpriced { get; init; }
}
