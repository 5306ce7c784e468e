using Microsoft.Extensions.Options;

namespace OmniSage.Grains.Budgets;

/// <summary>Refuses prices that cannot be meant; each message names the setting and what it may be.</summary>
internal sealed class PriceOptionsCheck : IValidateOptions<PriceOptions>
{
    public ValidateOptionsResult Validate(string? name, PriceOptions options)
    {
        var wrong = new List<string>();
        if (options.Models.Count > PriceOptions.PricesMax)
            wrong.Add($"{PriceOptions.Section} must have at most {PriceOptions.PricesMax} entries.");
        foreach (var (at, price) in options.Models.Index())
        {
            var place = $"{PriceOptions.Section}:{at}";
            if (price.Model is not { Length: >= 1 and <= 200 })
                wrong.Add($"{place}:Model must be the provider's name of the model, at most 200 characters.");
            if (price.Provider is { Length: 0 or > 60 })
                wrong.Add($"{place}:Provider must have 1 to 60 characters, or be left out.");
            if (!IsPrice(price.Input)) wrong.Add($"{place}:Input must be 0 to 100000, such as 2.50.");
            if (!IsPrice(price.Output)) wrong.Add($"{place}:Output must be 0 to 100000, such as 10.");
            if (price.CachedInput is not null && !IsPrice(price.CachedInput))
                wrong.Add($"{place}:CachedInput must be 0 to 100000, or be left out.");
        }

        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static bool IsPrice(decimal? price) => price is >= 0 and <= Money.PriceMost;
}
