namespace OmniSage.Models.Offline.Requests;

/// <summary>Inline code as Markdown writes it: text between two equally long runs of backticks.</summary>
internal static class CodeSpan
{
    /// <summary>The code at the start of the text and what follows it, or null when there is none.</summary>
    public static (string Code, string Tail)? ReadAtStart(string text)
    {
        var marks = RunAt(text, 0);
        if (marks == 0)
            return null;
        for (var at = marks; at < text.Length;)
        {
            var run = RunAt(text, at);
            if (run == marks)
                return (text[marks..at].Trim(), text[(at + run)..]);
            at += Math.Max(1, run);
        }

        return null;
    }

    private static int RunAt(string text, int start)
    {
        var end = start;
        while (end < text.Length && text[end] == '`')
            end++;
        return end - start;
    }
}
