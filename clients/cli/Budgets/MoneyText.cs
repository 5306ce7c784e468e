using System.Globalization;
using OmniSage.Cli.Display;

namespace OmniSage.Cli.Budgets;

/// <summary>Money as people read and write it; servers count in millionths.</summary>
internal static class MoneyText
{
    private const decimal Micro = 1_000_000;

    public static string Of(long micro) => (micro / Micro).ToString("#,0.00####", CultureInfo.InvariantCulture);

    public static string Count(long? number) => (number ?? 0).ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>Reads such as <c>2.50</c>.</summary>
    public static long Read(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var money)
            && money is > 0 and <= 1_000_000
            ? (long)decimal.Round(money * Micro, MidpointRounding.AwayFromZero)
            : throw new Fault(
                $"'{Plain.Short(text, 40)}' is no amount of money: say such as 2.50, at most 1000000.",
                ExitCode.WrongUse,
                "bad_amount");
}
