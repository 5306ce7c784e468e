using System.Text;
using System.Text.Unicode;

namespace OmniSage.Grains.Tools.Sandboxed;

/// <summary><c>files.read</c>: the text of a file of the task's workspace, or its bytes where it is no text.</summary>
internal sealed class FilesReadTool : ISandboxedTool
{
    public ToolManifest Manifest { get; } = new(
        ToolIds.FilesRead,
        Version: 1,
        "Reads a file of the task's workspace, from its start, as far as the limit allows.",
        ToolManifest.SchemaOf(
            """
            {
              "type": "object",
              "properties": { "path": { "type": "string" } },
              "required": ["path"],
              "additionalProperties": false
            }
            """))
    {
        Scopes = [ToolScopes.ReadFiles],
        Risk = ToolRisk.Low,
        Effects = ToolEffects.None,
        Users = ToolUsers.Executors,
    };

    public bool ChangesWorkspace => false;

    public async Task<ToolOutcome> CallAsync(SandboxCall call, CancellationToken cancellation)
    {
        var path = ToolArguments.Read<ReadArguments>(call.Arguments).Path;
        // A quarter is left for what stands around it.
        var storedMax = call.ResultBytesMax / 4 * 3;
        var file = await call.Session.ReadAsync(path, storedMax, cancellation);
        var named = ResultText.Cut(path, call.ResultBytesMax / 8);
        var bytes = file.Bytes.Span;
        if (file.Truncated) bytes = bytes[..^ResultText.TornAtEnd(bytes)];
        if (Utf8.IsValid(bytes))
        {
            bytes = bytes[..ResultText.Head(bytes, storedMax)];
            return ToolOutcome.Of(new
            {
                Path = named,
                Size = file.Total,
                Truncated = bytes.Length < file.Total,
                Content = Encoding.UTF8.GetString(bytes),
            });
        }

        bytes = file.Bytes.Span[..Math.Min(file.Bytes.Length, storedMax / 4 * 3)];
        return ToolOutcome.Of(new
        {
            Path = named,
            Size = file.Total,
            Truncated = bytes.Length < file.Total,
            Base64 = Convert.ToBase64String(bytes),
        });
    }

    private sealed record ReadArguments(string Path);
}
