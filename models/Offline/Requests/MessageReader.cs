using OmniSage.Models.Offline.Files;
using OmniSage.Models.Offline.Running;

namespace OmniSage.Models.Offline.Requests;

/// <summary>
/// Reads a message line by line. Two things take more than a line: a fenced block (a script, or the content of a file
/// to write), and a command whose first line is visibly unfinished. Time is linear in the message.
/// </summary>
internal sealed class MessageReader
{
    private readonly string[] lines;
    private readonly List<Request> requests = [];
    private readonly List<string> notUnderstood = [];
    private int at;

    private MessageReader(string text) => lines = text.Split('\n');

    public static ReadMessage Read(string text)
    {
        var reader = new MessageReader(text);
        while (reader.at < reader.lines.Length && reader.requests.Count < OfflineLimits.RequestsMax)
            reader.ReadNext();

        var hasMore = reader.lines.Skip(reader.at).Any(line => !string.IsNullOrWhiteSpace(line));
        return new([.. reader.WithoutSmallTalk()], [.. reader.notUnderstood], hasMore);
    }

    private void ReadNext()
    {
        var line = lines[at].Trim();
        if (line.Length == 0)
            at++;
        else if (FencedBlock.ReadAt(lines, at) is { } fenced)
            ReadScript(fenced.Block, fenced.Next);
        else if (at + 1 < lines.Length && FencedBlock.ReadAt(lines, at + 1) is { } headed && IsHeading(line))
            ReadHeaded(line, headed.Block, headed.Next);
        else if (RunPattern.OpensUnfinished(line))
            ReadUnfinished();
        else
            ReadLine(line);
    }

    private static bool IsHeading(string line) =>
        WriteFilePattern.ReadHeading(line) is not null || RunPattern.IsHeading(line) || PythonPattern.IsHeading(line);

    private void ReadHeaded(string heading, FencedBlock block, int next)
    {
        if (WriteFilePattern.ReadHeading(heading) is { } path)
        {
            requests.Add(new WriteFileRequest(path, block.Body + "\n"));
            at = next;
        }
        else
        {
            var isProgram = block.Language.Length == 0 && PythonPattern.IsHeading(heading);
            ReadScript(isProgram ? block with { Language = PythonPattern.Word } : block, next);
        }
    }

    /// <summary>
    /// Takes a block of shell commands or of Python, with what the lines right below it want shown, published or
    /// checked.
    /// </summary>
    private void ReadScript(FencedBlock block, int next)
    {
        at = next;
        var isPython = PythonPattern.IsPython(block.Language);
        if (!(isPython || RunPattern.IsShell(block.Language)) || string.IsNullOrWhiteSpace(block.Body))
        {
            notUnderstood.Add(block.Body.Trim());
            return;
        }

        var clauses = new List<Clauses>();
        for (; at < lines.Length && Clauses.ReadOne(lines[at]) is { } clause; at++)
            clauses.Add(clause);
        var joined = Clauses.Join(clauses);
        requests.Add(isPython ? new PythonRequest(block.Body, joined) : new RunRequest(block.Body, joined));
    }

    /// <summary>Takes the lines up to the next one that begins with "run:"; they belong to one command.</summary>
    private void ReadUnfinished()
    {
        var end = at + 1;
        while (end < lines.Length && Phrase.AfterColon(lines[end].TrimStart(), RunPattern.Word) is null)
            end++;
        ReadLine(string.Join('\n', lines[at..end]).Trim());
        at = end;
    }

    private void ReadLine(string line)
    {
        at++;
        if (PatternTable.Read(line) is { } request)
            requests.Add(request);
        else
            notUnderstood.Add(line);
    }

    /// <summary>"Hello" before a request is courtesy; alone it is answered.</summary>
    private IEnumerable<Request> WithoutSmallTalk() =>
        requests.Any(request => !IsSmallTalk(request)) ? requests.Where(request => !IsSmallTalk(request))
        : requests.Take(1);

    private static bool IsSmallTalk(Request request) => request is TalkRequest { IsSmallTalk: true };
}
