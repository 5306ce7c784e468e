using System.Globalization;
using System.Numerics;

namespace OmniSage.Models.Offline.Arithmetic;

/// <summary>Writes a fraction: in full where its decimals end, else as a fraction with its value rounded.</summary>
internal static class NumberText
{
    private const int RoundedDigits = 20;
    private const int DecimalsMax = 60;

    public static string Format(Rational value)
    {
        var decimals = DecimalsOf(value.Denominator);
        if (decimals is { } places)
        {
            var digits = Text(BigInteger.Abs(value.Numerator) * BigInteger.Pow(10, places) / value.Denominator);
            return digits.Length <= OfflineLimits.NumberDigitsMax
                ? Sign(value) + WithPoint(digits, places)
                : $"about {Round(value)} ({digits.Length - places} digits)";
        }

        var fraction = $"{Text(value.Numerator)}/{Text(value.Denominator)}";
        return fraction.Length <= OfflineLimits.NumberDigitsMax
            ? $"{fraction}, which is about {Round(value)}"
            : $"about {Round(value)}";
    }

    /// <summary>How many decimals the fraction needs, or null when they never end or are too many to write.</summary>
    private static int? DecimalsOf(BigInteger denominator)
    {
        var scale = BigInteger.One;
        for (var places = 0; places <= DecimalsMax; places++)
        {
            if ((scale % denominator).IsZero)
                return places;
            scale *= 10;
        }

        return null;
    }

    /// <summary>The value with <see cref="RoundedDigits"/> digits, with a power of ten far from one.</summary>
    private static string Round(Rational value)
    {
        var above = BigInteger.Abs(value.Numerator);
        var shift = RoundedDigits + 1 - (Text(above).Length - Text(value.Denominator).Length);
        var scaled = shift >= 0
            ? above * BigInteger.Pow(10, shift) / value.Denominator
            : above / (value.Denominator * BigInteger.Pow(10, -shift));

        // There is at least one digit more than is shown; the last one shown is rounded by those behind it.
        var extra = Text(scaled).Length - RoundedDigits;
        var unit = BigInteger.Pow(10, extra);
        var rounded = Text((scaled + (unit / 2)) / unit);
        var power = rounded.Length - 1 + extra - shift;
        return Sign(value) + (power is > -6 and < RoundedDigits
            ? Plain(rounded, power)
            : $"{rounded[0]}.{rounded[1..].TrimEnd('0').PadRight(1, '0')}e{Text(power)}");
    }

    private static string Plain(string digits, int power)
    {
        var padded = power < 0 ? new string('0', -power) + digits : digits;
        var places = padded.Length - 1 - Math.Max(power, 0);
        var text = WithPoint(padded, places);
        return text.Contains('.') ? text.TrimEnd('0').TrimEnd('.') : text;
    }

    private static string WithPoint(string digits, int places)
    {
        if (places == 0)
            return digits;
        var padded = digits.PadLeft(places + 1, '0');
        return $"{padded[..^places]}.{padded[^places..]}";
    }

    private static string Sign(Rational value) => value.Numerator.Sign < 0 ? "-" : "";

    private static string Text(BigInteger value) => value.ToString(CultureInfo.InvariantCulture);
}
