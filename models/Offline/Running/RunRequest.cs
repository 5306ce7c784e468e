using OmniSage.Models.Offline.Answers;
using OmniSage.Models.Offline.Requests;

namespace OmniSage.Models.Offline.Running;

/// <summary>Run a command, then show and publish files of its task.</summary>
internal sealed record RunRequest(string Command, Clauses Clauses) : WorkRequest
{
    /// <summary>One line where that reads back as the same command; a fenced block for any other.</summary>
    public override string Goal
    {
        get
        {
            var line = string.Join("; ", [$"{RunPattern.Word}: {Command}", .. Clauses.Format()]);
            return MessageReader.Read(line) is { Requests: [RunRequest read], NotUnderstood: [] }
                && read.Command == Command && read.Clauses.IsSameBut(Clauses)
                ? line
                : string.Join('\n', [$"{RunPattern.Word}:", Quote.Fenced(Command, "sh"), .. Clauses.Format()]);
        }
    }

    public override string Title => FirstLine(Command);

    public override ImmutableArray<string> Checks => Clauses.Checks;

    public override ImmutableArray<ImmutableArray<ToolCall>> Steps =>
        [[ToolCall.Of(ToolNames.Shell, ("command", Command))], .. Clauses.Steps];
}
