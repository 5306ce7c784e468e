namespace OmniSage.Models.Offline.Running;

/// <summary>
/// Reads just enough shell to tell where a command's parts end: quotes, backslashes, backticks and parentheses. It
/// does not understand the command, and what it gets wrong the shell will say.
/// </summary>
internal static class ShellText
{
    private const char NoQuote = '\0';

    private static readonly string[] Unfinished = ["|", "&&", "\\"];

    /// <summary>The positions of semicolons outside quotes and parentheses.</summary>
    public static ImmutableArray<int> Semicolons(string command)
    {
        var found = ImmutableArray.CreateBuilder<int>();
        Scan(command, found.Add);
        return found.ToImmutable();
    }

    /// <summary>True when the line is no whole command: an open quote, a here-document, a pipe at its end.</summary>
    public static bool IsUnfinished(string line)
    {
        var trimmed = line.AsSpan().TrimEnd();
        foreach (var end in Unfinished)
        {
            if (trimmed.EndsWith(end, StringComparison.Ordinal))
                return true;
        }

        var hereDocument = line.IndexOf("<<", StringComparison.Ordinal);
        return (hereDocument >= 0 && !line.AsSpan(hereDocument).StartsWith("<<<", StringComparison.Ordinal))
            || Scan(line, static _ => { }) != NoQuote;
    }

    /// <summary>Reports each outer semicolon and returns the quote that is open at the end.</summary>
    private static char Scan(string command, Action<int> onSemicolon)
    {
        var quote = NoQuote;
        var depth = 0;
        for (var at = 0; at < command.Length; at++)
        {
            var letter = command[at];
            if (letter == '\\' && quote != '\'')
                at++;
            else if (quote != NoQuote)
                quote = letter == quote ? NoQuote : quote;
            else if (letter is '\'' or '"' or '`')
                quote = letter;
            else if (letter == '(')
                depth++;
            // The patterns of a case close parentheses that nobody opened.
            else if (letter == ')')
                depth = Math.Max(0, depth - 1);
            else if (letter == ';' && depth == 0)
                onSemicolon(at);
        }

        return quote;
    }
}
