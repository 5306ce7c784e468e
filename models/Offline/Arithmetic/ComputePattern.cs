using OmniSage.Models.Offline.Answers;
using OmniSage.Models.Offline.Requests;

namespace OmniSage.Models.Offline.Arithmetic;

/// <summary>Computes exactly: <c>compute 2*(3+4)^2</c>, <c>what is 17 times 23?</c>, <c>15% of 80</c></summary>
internal static class ComputePattern
{
    public static readonly Pattern Pattern = new(
        "compute", "compute 2*(3+4)^2", ["compute", "calculate", "sum", "number", "times", "plus", "math"], Read);

    private static readonly string[] Orders = ["compute", "calculate", "evaluate", "calc", "work out"];
    private static readonly string[] Questions = ["what is", "what's", "whats", "how much is", "how much are"];

    private static TalkRequest? Read(string line)
    {
        var (rest, _) = Phrase.WithoutCourtesy(line);
        if (Phrase.After(rest, Orders) is { } ordered)
            return Ordered(WithoutEnd(ordered.TrimStart(' ', '\t', ':')));

        var asked = WithoutEnd(Phrase.After(rest, Questions) ?? rest);
        return asked.Length <= OfflineLimits.ExpressionCharsMax
            && Lexer.Read(asked) is { IsArithmetic: true, HasOperator: true } lexed
            ? Answered(asked, lexed)
            : null;
    }

    /// <summary>Somebody who says "compute" and gives a digit is told what is wrong with the rest.</summary>
    private static TalkRequest? Ordered(string expression)
    {
        if (expression.Length > OfflineLimits.ExpressionCharsMax)
        {
            return new($"The expression is too long: {expression.Length} characters, and "
                + $"{OfflineLimits.ExpressionCharsMax} is the most that I compute.");
        }

        if (!expression.Any(char.IsAsciiDigit))
            return null;
        var lexed = Lexer.Read(expression);
        return lexed.IsArithmetic
            ? Answered(expression, lexed)
            : new($"I cannot compute {Quote.Code(expression)}: {lexed.Complaint}");
    }

    private static TalkRequest Answered(string expression, Lexed lexed)
    {
        try
        {
            return new($"{Quote.Code(expression)} = {NumberText.Format(Parser.Evaluate(lexed.Tokens))}");
        }
        catch (ArithmeticRefusal refusal)
        {
            return new($"I cannot compute {Quote.Code(expression)}: {refusal.Message}");
        }
    }

    private static string WithoutEnd(string text)
    {
        var rest = Phrase.WithoutThanks(text).AsSpan().Trim().TrimEnd("= ").Trim();
        return rest.Trim('`').Trim().ToString();
    }
}
