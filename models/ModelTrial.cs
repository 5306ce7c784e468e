namespace OmniSage.Models;

/// <summary>What came of a tiny request to one model.</summary>
/// <param name="Provider">What people call its provider.</param>
/// <param name="Model">Its provider's name for it.</param>
/// <param name="LatencyMs">Until it was whole, or failed.</param>
/// <param name="InputTokens">As the provider counted them.</param>
/// <param name="OutputTokens">As the provider counted them.</param>
/// <param name="Code">Of <see cref="ModelErrors"/>; null when it answered.</param>
/// <param name="Error">One sentence.</param>
public sealed record ModelTrial(
    string Provider,
    string Model,
    long LatencyMs,
    long InputTokens,
    long OutputTokens,
    string? Code,
    string? Error);
