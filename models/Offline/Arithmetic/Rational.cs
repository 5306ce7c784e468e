using System.Numerics;

namespace OmniSage.Models.Offline.Arithmetic;

/// <summary>
/// An exact fraction in lowest terms, with a positive denominator. No operation gives one with more than
/// <see cref="OfflineLimits.NumberBitsMax"/> bits above or below; it refuses instead, before it computes for long.
/// </summary>
internal readonly record struct Rational
{
    public static readonly Rational Zero = new(BigInteger.Zero, BigInteger.One);

    private Rational(BigInteger numerator, BigInteger denominator) =>
        (Numerator, Denominator) = (numerator, denominator);

    public BigInteger Numerator { get; }

    public BigInteger Denominator { get; }

    public bool IsWhole => Denominator.IsOne;

    public static Rational Create(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero)
            throw new ArithmeticRefusal("it divides by zero.");
        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        var result = new Rational(numerator / divisor, denominator / divisor);
        if (Bits(result) > OfflineLimits.NumberBitsMax)
            throw TooLarge();
        return result;
    }

    public static Rational operator +(Rational left, Rational right) => Create(
        (left.Numerator * right.Denominator) + (right.Numerator * left.Denominator),
        left.Denominator * right.Denominator);

    public static Rational operator -(Rational left, Rational right) => left + (-right);

    public static Rational operator -(Rational value) => new(-value.Numerator, value.Denominator);

    public static Rational operator *(Rational left, Rational right) =>
        Create(left.Numerator * right.Numerator, left.Denominator * right.Denominator);

    public static Rational operator /(Rational left, Rational right) =>
        Create(left.Numerator * right.Denominator, left.Denominator * right.Numerator);

    /// <summary>The rest with the sign of the divisor, as mathematicians have it.</summary>
    public static Rational operator %(Rational left, Rational right)
    {
        var quotient = left / right;
        var whole = BigInteger.DivRem(quotient.Numerator, quotient.Denominator, out var rest);
        return left - (right * Create(rest.Sign < 0 ? whole - 1 : whole, BigInteger.One));
    }

    public Rational ToPower(Rational exponent)
    {
        if (!exponent.IsWhole)
            throw new ArithmeticRefusal("an exponent has to be a whole number.");
        var times = BigInteger.Abs(exponent.Numerator);
        if (times > OfflineLimits.ExponentMax)
            throw new ArithmeticRefusal($"its exponent is too large; {OfflineLimits.ExponentMax} is the most.");
        // A base of one bit (0, 1, -1) stays as small as it is.
        if (Bits(this) > 1 && Bits(this) * (long)times > OfflineLimits.NumberBitsMax)
            throw TooLarge();

        var above = BigInteger.Pow(Numerator, (int)times);
        var below = BigInteger.Pow(Denominator, (int)times);
        return exponent.Numerator.Sign < 0 ? Create(below, above) : Create(above, below);
    }

    private static long Bits(Rational value) => Math.Max(
        BigInteger.Abs(value.Numerator).GetBitLength(), value.Denominator.GetBitLength());

    private static ArithmeticRefusal TooLarge() => new("its value gets too large for me.");
}
