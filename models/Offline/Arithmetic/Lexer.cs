using System.Globalization;
using System.Numerics;
using OmniSage.Models.Offline.Answers;

namespace OmniSage.Models.Offline.Arithmetic;

/// <summary>Cuts an expression into tokens. Reads signs and English words for the operations.</summary>
internal static class Lexer
{
    // Longer ones first: "**" before "*", "% of" before "%".
    private static readonly (string Text, TokenKind Kind)[] Operators =
    [
        ("to the power of", TokenKind.Power), ("multiplied by", TokenKind.Times), ("divided by", TokenKind.Over),
        ("percent of", TokenKind.PercentOf), ("% of", TokenKind.PercentOf), ("minus", TokenKind.Minus),
        ("plus", TokenKind.Plus), ("times", TokenKind.Times), ("over", TokenKind.Over), ("mod", TokenKind.Modulo),
        ("**", TokenKind.Power), ("^", TokenKind.Power), ("+", TokenKind.Plus), ("-", TokenKind.Minus),
        ("−", TokenKind.Minus), ("*", TokenKind.Times), ("×", TokenKind.Times), ("·", TokenKind.Times),
        ("x", TokenKind.Times), ("/", TokenKind.Over), ("÷", TokenKind.Over), ("%", TokenKind.Modulo),
        ("(", TokenKind.Open), (")", TokenKind.Close),
    ];

    public static Lexed Read(string expression)
    {
        var tokens = ImmutableArray.CreateBuilder<Token>();
        var at = 0;
        while (at < expression.Length)
        {
            if (char.IsWhiteSpace(expression[at]))
                at++;
            else if (char.IsAsciiDigit(expression[at]) || expression[at] == '.')
            {
                if (ReadNumber(expression, ref at) is not { } number)
                    return Complain(expression, at, "is not a number that I can read.");
                tokens.Add(new(TokenKind.Number, number));
            }
            else if (ReadOperator(expression, ref at) is { } kind)
                tokens.Add(new(kind, Rational.Zero));
            else
                return Complain(expression, at, "is no arithmetic that I know.");
        }

        return tokens.Count == 0 ? new([], "there is nothing in it.") : new(tokens.ToImmutable(), null);
    }

    private static Lexed Complain(string expression, int at, string complaint)
    {
        var end = at + 1;
        while (end < expression.Length && !char.IsWhiteSpace(expression[end]))
            end++;
        return new([], $"{Quote.Code(expression[at..end], OfflineLimits.TitleCharsMax)} {complaint}");
    }

    private static TokenKind? ReadOperator(string expression, ref int at)
    {
        foreach (var (text, kind) in Operators)
        {
            var matches = string.Compare(expression, at, text, 0, text.Length, StringComparison.OrdinalIgnoreCase) == 0;
            var end = at + text.Length;
            if (!matches || (char.IsLetter(text[^1]) && end < expression.Length && char.IsLetter(expression[end])))
                continue;
            at = end;
            return kind;
        }

        return null;
    }

    /// <summary>Digits with an optional point; commas only where they part thousands ("1,250,000").</summary>
    private static Rational? ReadNumber(string expression, ref int at)
    {
        var start = at;
        var digits = TakeDigits(expression, ref at);
        while (digits.Length > 0 && at < expression.Length && expression[at] == ',')
        {
            var group = at + 1;
            var thousands = TakeDigits(expression, ref group);
            if (thousands.Length != 3)
                return Fail(ref at, start);
            digits += thousands;
            at = group;
        }

        var fraction = "";
        if (at < expression.Length && expression[at] == '.')
        {
            at++;
            fraction = TakeDigits(expression, ref at);
        }

        if (digits.Length + fraction.Length == 0)
            return Fail(ref at, start);
        var whole = BigInteger.Parse(digits + fraction, NumberStyles.None, CultureInfo.InvariantCulture);
        return Rational.Create(whole, BigInteger.Pow(10, fraction.Length));
    }

    private static Rational? Fail(ref int at, int start)
    {
        at = start;
        return null;
    }

    private static string TakeDigits(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
            at++;
        return text[start..at];
    }
}
