using System.Globalization;

namespace OmniSage.GrainInterfaces.Approvals;

/// <summary>
/// A number's text as ECMAScript writes it (ECMA-262, Number::toString; RFC 8785, 3.2.2.3): the fewest digits that
/// give the same double back.
/// </summary>
internal static class CanonicalNumber
{
    /// <summary>From here on, 10 to this power, digits are followed by an exponent.</summary>
    private const int PointMax = 21;

    private const int PointMin = -6;

    /// <exception cref="FormatException">It is not finite.</exception>
    public static string Of(double value)
    {
        if (!double.IsFinite(value)) throw new FormatException("The number is beyond what a double holds.");
        if (value == 0) return "0";
        var sign = value < 0 ? "-" : "";
        var (digits, point) = Split(Math.Abs(value));
        return sign + (point switch
        {
            > PointMax or <= PointMin => Scientific(digits, point - 1),
            <= 0 => $"0.{new string('0', -point)}{digits}",
            _ when digits.Length <= point => digits.PadRight(point, '0'),
            _ => $"{digits[..point]}.{digits[point..]}",
        });
    }

    /// <summary>The shortest digits, and where the point is among them: 0.digits times 10 to that power.</summary>
    private static (string Digits, int Point) Split(double value)
    {
        var parts = value.ToString("R", CultureInfo.InvariantCulture).Split('E');
        var mantissa = parts[0].Split('.');
        var whole = mantissa[0];
        var fraction = mantissa.Length > 1 ? mantissa[1] : "";
        var exponent = parts.Length > 1
            ? int.Parse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)
            : 0;
        var all = whole + fraction;
        var digits = all.TrimStart('0');
        var point = whole.Length + exponent - (all.Length - digits.Length);
        return (digits.TrimEnd('0'), point);
    }

    private static string Scientific(string digits, int exponent)
    {
        var mantissa = digits.Length == 1 ? digits : $"{digits[..1]}.{digits[1..]}";
        var sign = exponent < 0 ? "-" : "+";
        return FormattableString.Invariant($"{mantissa}e{sign}{Math.Abs(exponent)}");
    }
}
