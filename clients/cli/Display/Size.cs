namespace OmniSage.Cli.Display;

/// <summary>How sizes are shown.</summary>
internal static class Size
{
    private static readonly string[] Units = ["B", "KiB", "MiB", "GiB", "TiB"];

    /// <summary>A count of bytes in the largest unit of which there is one.</summary>
    public static string Of(long? bytes)
    {
        if (bytes is not { } count) return "";
        double amount = count;
        var unit = 0;
        for (; amount >= 1024 && unit < Units.Length - 1; unit++) amount /= 1024;
        return FormattableString.Invariant($"{Math.Round(amount, unit == 0 ? 0 : 1):0.#} {Units[unit]}");
    }
}
