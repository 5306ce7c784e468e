using System.Globalization;
using OmniSage.GrainInterfaces.Budgets;

namespace OmniSage.Grains.Budgets;

/// <summary>Money as people write it, and as it is counted: in whole millionths. Pure.</summary>
internal static class Money
{
    /// <summary>Above any bound that a person would set, and far from where sums end.</summary>
    public const decimal Most = 1_000_000;

    /// <summary>Above what any model costs.</summary>
    public const decimal PriceMost = 100_000;

    public const long TokensMost = 1_000_000_000_000;

    public static long Micro(decimal money) => (long)decimal.Round(money * Price.Micro, MidpointRounding.AwayFromZero);

    /// <summary>Such as <c>0.50 USD</c>; small sums with as many digits as they need.</summary>
    public static string Text(long micro, string currency)
    {
        var money = (decimal)micro / Price.Micro;
        return string.Create(CultureInfo.InvariantCulture, $"{money:#,0.00####} {currency}");
    }
}
