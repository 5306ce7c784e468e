using OmniSage.Models.Offline.Requests;

namespace OmniSage.Models.Offline.Running;

/// <summary>Runs a shell command: <c>run: CMD</c>, <c>Run CMD</c>, <c>could you please run `CMD`?</c></summary>
internal static class RunPattern
{
    public const string Word = "run";

    public static readonly Pattern Pattern = new(
        "run", "run: uname -a && ls /", ["run", "execute", "command", "shell", "install", "start", "script"], Read);

    private static readonly string[] Words = [Word, "execute"];

    // Said between the word and the command; longer ones first.
    private static readonly string[] Announcements =
    [
        "the following commands", "the following command", "the following script", "the following",
        "these commands", "this command", "this script", "this", "the shell command", "the command",
    ];

    private static readonly string[] ShellNames = ["", "sh", "bash", "shell", "console"];

    public static bool IsShell(string language) => ShellNames.Contains(language, StringComparer.OrdinalIgnoreCase);

    /// <summary>True when the line announces the script below it: "run:", "please run this:".</summary>
    public static bool IsHeading(string line)
    {
        var (rest, _) = Phrase.WithoutCourtesy(line);
        if (Phrase.After(rest, Words) is not { } said)
            return false;
        var announced = said.TrimStart();
        return (Phrase.After(announced, Announcements) ?? announced).Trim(" \t:".ToCharArray()).Length == 0;
    }

    /// <summary>True when the line begins a command that goes on in the next line.</summary>
    public static bool OpensUnfinished(string line) =>
        Phrase.AfterColon(line, Word) is { } command && ShellText.IsUnfinished(command);

    private static RunRequest? Read(string line)
    {
        var (rest, isQuestion) = Phrase.WithoutCourtesy(line);
        if (Phrase.After(rest, Words) is not { } said)
            return null;

        var isLiteral = said.TrimStart().StartsWith(':');
        var text = isLiteral ? said.TrimStart()[1..].Trim() : WithoutAnnouncement(said.Trim());
        if (ReadCode(text) is { } request)
            return request;
        // Behind a colon stands the command as it is. A sentence that begins with one in backticks and goes on with
        // something else is no command.
        if (isLiteral)
            return ReadCommand(text);
        return text.StartsWith('`') ? null : ReadCommand(isQuestion ? Phrase.WithoutThanks(text) : text);
    }

    private static RunRequest? ReadCommand(string text)
    {
        var (command, clauses) = Clauses.Split(text);
        return command.Length == 0 ? null : new(command, clauses);
    }

    /// <summary>A command in backticks, with nothing behind it but thanks and clauses.</summary>
    private static RunRequest? ReadCode(string text)
    {
        if (CodeSpan.ReadAtStart(text) is not { Code.Length: > 0 } span)
            return null;
        var tail = Phrase.WithoutThanks(span.Tail).TrimStart(' ', ',', ';');
        foreach (var link in (ReadOnlySpan<string>)["and", "then"])
            tail = Phrase.After(tail, link)?.TrimStart() ?? tail;
        if (tail.Length == 0)
            return new(span.Code, Clauses.None);

        // Read as if it stood behind a command, so that several clauses mean here what they mean there.
        var (before, clauses) = Clauses.Split($";{tail}");
        return before.Length == 0 ? new(span.Code, clauses) : null;
    }

    private static string WithoutAnnouncement(string text) =>
        Phrase.After(text, Announcements) is { } rest && rest.TrimStart() is [':' or '`', ..] announced
            ? announced.TrimStart(':').TrimStart()
            : text;
}
