using OmniSage.Models.Offline.Answers;
using OmniSage.Models.Offline.Requests;

namespace OmniSage.Models.Offline.Files;

internal sealed record WriteFileRequest(string Path, string Content) : WorkRequest
{
    /// <summary>One line where that reads back as the same content; a fenced block for any other.</summary>
    public override string Goal
    {
        get
        {
            var heading = $"write {PathList.Format([Path])}:";
            var line = $"{heading} {Content}";
            return MessageReader.Read(line) is { Requests: [WriteFileRequest read], NotUnderstood: [] } && read == this
                ? line
                : $"{heading}\n{Quote.Fenced(WithoutLastNewline, "")}";
        }
    }

    public override string Title => $"write {Path}";

    public override ImmutableArray<ImmutableArray<ToolCall>> Steps =>
        [[ToolCall.Of(ToolNames.WriteFile, ("path", Path), ("content", Content))]];

    private string WithoutLastNewline => Content.EndsWith('\n') ? Content[..^1] : Content;
}
