namespace OmniSage.Grains.Budgets;

/// <summary>What a million tokens of one model cost, in the install's currency.</summary>
public sealed class ModelPrice
{
    /// <summary>Its provider's name for it; a <c>*</c> at the end stands for any letters.</summary>
    public string? Model { get; set; }

    /// <summary>What people call the provider, as <c>omnisage models list</c> shows it. Default: any.</summary>
    public string? Provider { get; set; }

    /// <summary>A million tokens of requests, 0 to 100,000.</summary>
    public decimal? Input { get; set; }

    /// <summary>A million tokens of answers, 0 to 100,000.</summary>
    public decimal? Output { get; set; }

    /// <summary>A million tokens that the provider had kept, 0 to 100,000. Default: as <see cref="Input"/>.</summary>
    public decimal? CachedInput { get; set; }
}
