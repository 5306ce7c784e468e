namespace OmniSage.Models.Offline.Arithmetic;

/// <summary>An expression in tokens, or the complaint about the first thing in it that is no arithmetic.</summary>
internal sealed record Lexed(ImmutableArray<Token> Tokens, string? Complaint)
{
    public bool IsArithmetic => Complaint is null;

    /// <summary>True when there is something to compute, and not just a number that stands there.</summary>
    public bool HasOperator => Tokens.Any(token => token.Kind is TokenKind.Number)
        && Tokens.Any(token => token.Kind is not (TokenKind.Number or TokenKind.Open or TokenKind.Close));
}
