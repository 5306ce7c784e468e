using OmniSage.Models.Offline.Answers;
using OmniSage.Models.Offline.Requests;

namespace OmniSage.Models.Offline.Running;

/// <summary>Run a Python program, then show and publish files of its task.</summary>
internal sealed record PythonRequest(string Code, Clauses Clauses) : WorkRequest
{
    /// <summary>One line where that reads back as the same program; a fenced block for any other.</summary>
    public override string Goal
    {
        get
        {
            var line = string.Join("; ", [$"{PythonPattern.Word}: {Code}", .. Clauses.Format()]);
            return MessageReader.Read(line) is { Requests: [PythonRequest read], NotUnderstood: [] }
                && read.Code == Code && read.Clauses.IsSameBut(Clauses)
                ? line
                : string.Join(
                    '\n', [$"{PythonPattern.Word}:", Quote.Fenced(Code, PythonPattern.Word), .. Clauses.Format()]);
        }
    }

    public override string Title => $"{PythonPattern.Word}: {FirstLine(Code)}";

    public override ImmutableArray<string> Checks => Clauses.Checks;

    public override ImmutableArray<ImmutableArray<ToolCall>> Steps =>
        [[ToolCall.Of(ToolNames.Python, ("code", Code))], .. Clauses.Steps];
}
