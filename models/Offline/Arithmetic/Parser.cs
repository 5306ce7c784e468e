namespace OmniSage.Models.Offline.Arithmetic;

/// <summary>
/// Evaluates by recursive descent: sums of products of signed powers; powers bind from the right and before a sign,
/// so that -2^2 is -4. The depth is bounded.
/// </summary>
internal sealed class Parser
{
    private readonly ImmutableArray<Token> tokens;
    private int at;
    private int depth;

    private Parser(ImmutableArray<Token> tokens) => this.tokens = tokens;

    /// <exception cref="ArithmeticRefusal">It has no value, or one beyond the limits.</exception>
    public static Rational Evaluate(ImmutableArray<Token> tokens)
    {
        var parser = new Parser(tokens);
        var value = parser.Sum();
        return parser.at == tokens.Length
            ? value
            : throw new ArithmeticRefusal(parser.Next is TokenKind.Close
                ? "a closing parenthesis has no opening one."
                : "an operation is missing between two numbers.");
    }

    private TokenKind? Next => at < tokens.Length ? tokens[at].Kind : null;

    private Rational Sum()
    {
        var value = Product();
        while (true)
        {
            if (Take(TokenKind.Plus))
                value += Product();
            else if (Take(TokenKind.Minus))
                value -= Product();
            else
                return value;
        }
    }

    private Rational Product()
    {
        var value = Signed();
        while (true)
        {
            if (Take(TokenKind.Times))
                value *= Signed();
            else if (Take(TokenKind.Over))
                value /= Signed();
            else if (Take(TokenKind.Modulo))
                value %= Signed();
            else if (Take(TokenKind.PercentOf))
                value = value * Signed() / Rational.Create(100, 1);
            else
                return value;
        }
    }

    private Rational Signed()
    {
        Enter();
        var value = Take(TokenKind.Minus) ? -Signed() : Take(TokenKind.Plus) ? Signed() : Power();
        depth--;
        return value;
    }

    private Rational Power()
    {
        var value = Operand();
        return Take(TokenKind.Power) ? value.ToPower(Signed()) : value;
    }

    private Rational Operand()
    {
        if (Take(TokenKind.Open))
        {
            Enter();
            var value = Sum();
            depth--;
            return Take(TokenKind.Close)
                ? value
                : throw new ArithmeticRefusal("a parenthesis is not closed, or an operation is missing inside it.");
        }

        return Next is TokenKind.Number
            ? tokens[at++].Value
            : throw new ArithmeticRefusal("a number is missing.");
    }

    private bool Take(TokenKind kind)
    {
        var found = Next == kind;
        at += found ? 1 : 0;
        return found;
    }

    private void Enter()
    {
        if (++depth > OfflineLimits.ExpressionDepthMax)
            throw new ArithmeticRefusal($"it nests deeper than {OfflineLimits.ExpressionDepthMax} levels.");
    }
}
