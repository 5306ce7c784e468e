using System.Globalization;

namespace OmniSage.Bench.Figures;

/// <summary>Numbers as people read them, and what a list of them comes to.</summary>
internal static class Numbers
{
    /// <summary>Three significant digits or all whole ones.</summary>
    public static string Text(double value) => Math.Abs(value) switch
    {
        >= 100 => value.ToString("N0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.#", CultureInfo.InvariantCulture),
        _ => value.ToString("0.##", CultureInfo.InvariantCulture),
    };

    public static double Median(IEnumerable<double> values) => Quantile(values, 0.5);

    /// <summary>The smallest value that so large a part of the values does not exceed; NaN of none.</summary>
    public static double Quantile(IEnumerable<double> values, double part)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : sorted[Math.Max(0, (int)Math.Ceiling(sorted.Length * part) - 1)];
    }
}
