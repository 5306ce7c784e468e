using OmniSage.Models.Offline.Answers;
using OmniSage.Models.Offline.Asking;
using OmniSage.Models.Offline.Publishing;
using OmniSage.Models.Offline.Requests;

namespace OmniSage.Models.Offline.Running;

/// <summary>
/// What is asked about a command's outcome: files to show, files to publish, commands that must succeed, and
/// what a person is asked.
/// </summary>
internal sealed record Clauses(
    ImmutableArray<string> Shows, ImmutableArray<Publication> Publications, ImmutableArray<string> Checks)
{
    private const string ShowWord = "show";
    private const string CheckWord = "check";

    /// <summary>Questions to be asked behind the command, as people write them.</summary>
    public ImmutableArray<string> Asks { get; init; } = [];

    public static readonly Clauses None = new([], [], []);

    /// <summary>
    /// Splits <c>CMD; show A and B; publish C; check: CMD2</c>. Everything from the first <c>check:</c> on is clauses;
    /// without one, a <c>show</c> or <c>publish</c> counts only at the end, because before it is a command like any
    /// other.
    /// </summary>
    public static (string Command, Clauses Clauses) Split(string text)
    {
        var ends = ShellText.Semicolons(text);
        var first = FirstClause(text, ends);
        if (first < 0)
            return (text.Trim(), None);

        var found = new List<Clauses>();
        for (var at = first; at < ends.Length; at++)
        {
            var end = EndOfClause(text, ends, at);
            // A semicolon with nothing behind it ends the clause and is no part of it.
            var isClosed = end > at && string.IsNullOrWhiteSpace(Part(text, ends, end));
            if (ReadOne(text[(ends[at] + 1)..(isClosed ? ends[end] : End(text, ends, end))]) is { } clause)
                found.Add(clause);
            at = end;
        }

        return (text[..ends[first]].Trim(), Join(found));
    }

    /// <summary>The clause that the text is, or null when it is none.</summary>
    public static Clauses? ReadOne(string text)
    {
        var trimmed = text.Trim();
        if (Phrase.AfterColon(trimmed, CheckWord) is { Length: > 0 } check)
            return new([], [], [check]);
        if (Phrase.AfterColon(trimmed, AskPattern.Word) is { Length: > 0 } ask)
            return None with { Asks = [ask] };
        if (Publication.Read(trimmed) is { } publications)
            return new([], publications, []);
        return Phrase.After(trimmed, ShowWord) is { } list && PathList.Read(list.TrimStart(' ', '\t', ':')) is { } paths
            ? new(paths, [], [])
            : null;
    }

    /// <summary>
    /// All together; files beyond <see cref="OfflineLimits.PathsMax"/> are not shown, nor published.
    /// </summary>
    public static Clauses Join(IReadOnlyCollection<Clauses> clauses) => new(
        [.. clauses.SelectMany(clause => clause.Shows).Distinct().Take(OfflineLimits.PathsMax)],
        [.. clauses.SelectMany(clause => clause.Publications).Distinct().Take(OfflineLimits.PathsMax)],
        [.. clauses.SelectMany(clause => clause.Checks)])
    {
        Asks = [.. clauses.SelectMany(clause => clause.Asks)],
    };

    /// <summary>
    /// The calls they ask for once the command has run: each question by itself, then what is shown, then what may
    /// wait.
    /// </summary>
    public ImmutableArray<ImmutableArray<ToolCall>> Steps
    {
        get
        {
            ImmutableArray<ImmutableArray<ToolCall>> steps =
            [
                .. Asks.Select(ask => ImmutableArray.Create(AskPattern.CallOf(ask))),
                ReadFiles(Shows),
                [.. Publications.Select(publication => publication.Call)],
            ];
            return [.. steps.Where(step => !step.IsEmpty)];
        }
    }

    public static ImmutableArray<ToolCall> ReadFiles(ImmutableArray<string> paths) =>
        [.. paths.Select(path => ToolCall.Of(ToolNames.ReadFile, ("path", path)))];

    /// <summary>The clauses as they are written behind a command, each by itself, the checks left out.</summary>
    public IEnumerable<string> Format() => Asks.Select(ask => $"{AskPattern.Word}: {ask}")
        .Concat(Shows.IsEmpty ? [] : [$"{ShowWord} {PathList.Format(Shows)}"])
        .Concat(Publication.Format(Publications));

    /// <summary>These hold no checks, and <see cref="Format"/> writes them like the others.</summary>
    public bool IsSameBut(Clauses others) => Checks.IsEmpty && Format().SequenceEqual(others.Format());

    /// <summary>The last part that belongs to the clause: a check goes on to the next clause.</summary>
    private static int EndOfClause(string text, ImmutableArray<int> ends, int first)
    {
        var last = first;
        while (last + 1 < ends.Length && ReadOne(Part(text, ends, last + 1)) is null)
            last++;
        return last;
    }

    private static int FirstClause(string text, ImmutableArray<int> ends)
    {
        var first = ends.Length;
        for (var at = 0; at < ends.Length && first == ends.Length; at++)
        {
            if (Phrase.AfterColon(Part(text, ends, at).TrimStart(), CheckWord) is { Length: > 0 })
                first = at;
        }

        while (first > 0 && IsClauseOrNothing(Part(text, ends, first - 1), isLast: first == ends.Length))
            first--;
        return first == ends.Length ? -1 : first;
    }

    private static bool IsClauseOrNothing(string part, bool isLast) =>
        ReadOne(part) is not null || (isLast && string.IsNullOrWhiteSpace(part));

    /// <summary>The text behind one semicolon, up to the next.</summary>
    private static string Part(string text, ImmutableArray<int> ends, int at) =>
        text[(ends[at] + 1)..End(text, ends, at)];

    private static int End(string text, ImmutableArray<int> ends, int at) =>
        at + 1 < ends.Length ? ends[at + 1] : text.Length;
}
