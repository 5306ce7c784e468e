namespace OmniSage.Grains.Policies;

/// <summary>
/// A pattern that is matched without ever growing more than with the square of its text: <c>*</c> is any run of
/// characters, <c>?</c> any one, <c>\</c> takes the next one literally. In paths <c>*</c> and <c>?</c> stay within a
/// segment, and <c>**</c> crosses segments. Regular expressions are refused for their backtracking.
/// </summary>
internal sealed class Glob
{
    public const int CharsMax = 200;

    private const char AnyOne = '\uFFFF';
    private const char AnyRun = '\uFFFE';
    private const char AnyRunOfSegments = '\uFFFD';
    private readonly string text;
    private readonly string tokens;
    private readonly bool isPath;

    private Glob(string text, string tokens, bool isPath)
    {
        this.text = text;
        this.tokens = tokens;
        this.isPath = isPath;
    }

    /// <summary>No wildcard: it matches itself and nothing else.</summary>
    public bool IsLiteral => !tokens.AsSpan().ContainsAny(AnyOne, AnyRun, AnyRunOfSegments);

    public static bool IsValid(string text) =>
        text.Length is > 0 and <= CharsMax
        && !text.AsSpan().ContainsAnyInRange(AnyRunOfSegments, AnyOne)
        && !text.Any(char.IsControl);

    public static Glob Of(string text, bool isPath = false)
    {
        var tokens = new System.Text.StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            switch (text[at])
            {
                case '\\' when at + 1 < text.Length:
                    tokens.Append(text[++at]);
                    break;
                case '?':
                    tokens.Append(AnyOne);
                    break;
                case '*':
                    var from = at;
                    while (at + 1 < text.Length && text[at + 1] is '*') at++;
                    tokens.Append(isPath && at > from ? AnyRunOfSegments : AnyRun);
                    break;
                default:
                    tokens.Append(text[at]);
                    break;
            }
        }

        return new(text, tokens.ToString(), isPath);
    }

    /// <summary>
    /// Tries the shortest run first and lengthens the latest one that can be: of those within a segment and, when
    /// their segment ends, of those across segments. Earlier runs need no second try: a shorter one leaves the rest
    /// of the pattern more text.
    /// </summary>
    public bool IsMatch(ReadOnlySpan<char> value)
    {
        var (token, at) = (0, 0);
        var (run, runAt, wide, wideAt) = (-1, 0, -1, 0);
        while (true)
        {
            if (token < tokens.Length && tokens[token] is AnyRunOfSegments)
            {
                (wide, wideAt, run) = (++token, at, -1);
            }
            else if (token < tokens.Length && tokens[token] is AnyRun)
            {
                (run, runAt) = (++token, at);
            }
            else if (token < tokens.Length && at < value.Length && IsOne(tokens[token], value[at]))
            {
                (token, at) = (token + 1, at + 1);
            }
            else if (token == tokens.Length && at == value.Length)
            {
                return true;
            }
            else if (run >= 0 && runAt < value.Length && !(isPath && value[runAt] is '/'))
            {
                (token, at) = (run, ++runAt);
            }
            else if (wide >= 0 && wideAt < value.Length)
            {
                (token, at, run) = (wide, ++wideAt, -1);
            }
            else
            {
                return false;
            }
        }
    }

    public override string ToString() => text;

    private bool IsOne(char token, char value) => token is AnyOne ? !(isPath && value is '/') : token == value;
}
