namespace OmniSage.Grains.Budgets;

/// <summary>What one run may spend from its start to its end. Null: any amount.</summary>
public sealed class RunLimitOptions
{
    /// <summary>Money, such as <c>0.50</c>, 0 to 1,000,000.</summary>
    public decimal? Money { get; set; }

    /// <summary>Tokens, in and out together, 0 to 1,000,000,000,000.</summary>
    public long? Tokens { get; set; }
}
