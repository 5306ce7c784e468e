using OmniSage.Models.Offline.Answers;
using OmniSage.Models.Offline.Asking;
using OmniSage.Models.Offline.Requests;

namespace OmniSage.Models.Offline.Running;

/// <summary>Run a command, then show files of its workspace.</summary>
internal sealed record RunRequest(string Command, Clauses Clauses) : WorkRequest
{
    /// <summary>One line where that reads back as the same command; a fenced block for any other.</summary>
    public override string Goal
    {
        get
        {
            var behind = Clauses.Format("; ");
            var line = $"{RunPattern.Word}: {Command}" + (behind.Length == 0 ? "" : $"; {behind}");
            if (MessageReader.Read(line) is { Requests: [RunRequest read], NotUnderstood: [] } && IsSameWork(read))
                return line;
            var block = Quote.Fenced(Command, "sh");
            return $"{RunPattern.Word}:\n{block}" + (behind.Length == 0 ? "" : $"\n{Clauses.Format("\n")}");
        }
    }

    /// <summary>The first line of the command that says something.</summary>
    public override string Title
    {
        get
        {
            var text = Command.AsSpan().Trim();
            var end = text.IndexOf('\n');
            return end < 0 ? text.ToString() : $"{text[..end].TrimEnd()} …";
        }
    }

    public override ImmutableArray<string> Checks => Clauses.Checks;

    public override ImmutableArray<ImmutableArray<ToolCall>> Steps
    {
        get
        {
            ImmutableArray<ToolCall> run = [ToolCall.Of(ToolNames.Shell, ("command", Command))];
            var asks = Clauses.Asks.Select(ask => ImmutableArray.Create(AskPattern.CallOf(ask)));
            return Clauses.Shows.IsEmpty ? [run, .. asks] : [run, .. asks, ShowFiles(Clauses.Shows)];
        }
    }

    public static ImmutableArray<ToolCall> ShowFiles(ImmutableArray<string> paths) =>
        [.. paths.Select(path => ToolCall.Of(ToolNames.ReadFile, ("path", path)))];

    private bool IsSameWork(RunRequest other) =>
        Command == other.Command && Clauses.Shows.SequenceEqual(other.Clauses.Shows)
        && Clauses.Asks.SequenceEqual(other.Clauses.Asks) && other.Checks.IsEmpty;
}
