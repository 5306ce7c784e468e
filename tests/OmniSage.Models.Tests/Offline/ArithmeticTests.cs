using System.Globalization;
using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using OmniSage.Models.Offline.Requests;

namespace OmniSage.Models.Tests.Offline;

public sealed class ArithmeticTests
{
    [Theory]
    [InlineData("compute 2*(3+4)^2", "98")]
    [InlineData("Calculate: 1,250,000 / 4", "312500")]
    [InlineData("what is 17*23?", "391")]
    [InlineData("What's 17 x 23", "391")]
    [InlineData("how much is 15% of 80?", "12")]
    [InlineData("please compute 7 divided by 8", "0.875")]
    [InlineData("could you compute 0.1 + 0.2 for me?", "0.3")]
    [InlineData("compute `2+2`", "4")]
    [InlineData("2 + 2 =", "4")]
    [InlineData("-2^2", "-4")]
    [InlineData("(-2)^2", "4")]
    [InlineData("2^3^2", "512")]
    [InlineData("2^-2", "0.25")]
    [InlineData("-7 % 3", "2")]
    [InlineData("7 mod 3", "1")]
    [InlineData("1 - -1", "2")]
    [InlineData("10 − 4 × 2 ÷ 8", "9")]
    [InlineData("compute .5 + .25", "0.75")]
    [InlineData("compute 1/3", "1/3, which is about 0.33333333333333333333")]
    [InlineData("compute -200/3", "-200/3, which is about -66.666666666666666667")]
    [InlineData("compute 2/3000000000", "1/1500000000, which is about 6.6666666666666666667e-10")]
    [InlineData("compute 0^0", "1")]
    [InlineData("compute 9^1000 / 9^999", "9")]
    [InlineData("compute 10^1000", "about 1.0e1000 (1001 digits)")]
    public void Compute_Expression_IsExact(string line, string value) =>
        Assert.EndsWith($" = {value}", Said(line), StringComparison.Ordinal);

    [Theory]
    [InlineData("compute 1/0", "it divides by zero.")]
    [InlineData("compute 5 % (2-2)", "it divides by zero.")]
    [InlineData("compute 0^-1", "it divides by zero.")]
    [InlineData("compute 2^0.5", "an exponent has to be a whole number.")]
    [InlineData("compute 2^99999", "its exponent is too large; 10000 is the most.")]
    [InlineData("compute 9^9^9", "its exponent is too large; 10000 is the most.")]
    [InlineData("compute 99999^10000", "its value gets too large for me.")]
    [InlineData("compute (2^10000)*(2^10000)", "its value gets too large for me.")]
    [InlineData("compute 2+", "a number is missing.")]
    [InlineData("compute (2+3", "a parenthesis is not closed, or an operation is missing inside it.")]
    [InlineData("compute 2+3)", "a closing parenthesis has no opening one.")]
    [InlineData("compute 2 3", "an operation is missing between two numbers.")]
    [InlineData("compute 2 + apples", "`apples` is no arithmetic that I know.")]
    [InlineData("compute 1,2", "`1,2` is not a number that I can read.")]
    public void Compute_WithoutValue_SaysWhy(string line, string reason)
    {
        Assert.StartsWith("I cannot compute `", Said(line), StringComparison.Ordinal);
        Assert.EndsWith(reason, Said(line), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("compute my taxes")]
    [InlineData("what is love?")]
    [InlineData("what is 42?")]
    [InlineData("what is the time")]
    [InlineData("42")]
    [InlineData("+")]
    public void Compute_NoArithmetic_IsLeftToOthers(string line) => Assert.Null(PatternTable.Read(line));

    [Fact]
    public void Compute_TooLong_SaysTheLimit() =>
        Assert.Equal(
            "The expression is too long: 1001 characters, and 1000 is the most that I compute.",
            Said("compute " + new string('1', 1_001)));

    [Theory]
    [InlineData("(")]
    [InlineData("-")]
    public void Compute_TooDeep_SaysTheLimit(string opening) =>
        Assert.EndsWith(
            "it nests deeper than 64 levels.",
            Said("compute " + string.Concat(Enumerable.Repeat(opening, 400)) + "1"),
            StringComparison.Ordinal);

    [Fact]
    public void Compute_AnyThreeNumbers_FollowsTheLawsOfArithmetic() =>
        Prop.ForAll<int, int, int>((a, b, c) =>
        {
            var expected = (new BigInteger(a) * b) - c;
            var written = string.Create(CultureInfo.InvariantCulture, $"compute ({a})*({b})-({c})");
            var digits = expected.ToString(CultureInfo.InvariantCulture);
            Assert.EndsWith($" = {digits}", Said(written), StringComparison.Ordinal);
        }).QuickCheckThrowOnFailure();

    private static string Said(string line) => Assert.IsType<TalkRequest>(PatternTable.Read(line)).Text;
}
