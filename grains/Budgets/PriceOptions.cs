namespace OmniSage.Grains.Budgets;

/// <summary>
/// What models cost: the list <c>Prices</c> of the configuration, such as <c>Prices:0:Model</c>. The first that fits
/// counts. Checked at start; each refusal names the setting.
/// </summary>
public sealed class PriceOptions
{
    /// <summary>The configuration section: <c>Prices</c>.</summary>
    public const string Section = "Prices";

    /// <summary>Prices at the most.</summary>
    public const int PricesMax = 500;

    public IList<ModelPrice> Models { get; } = [];
}
