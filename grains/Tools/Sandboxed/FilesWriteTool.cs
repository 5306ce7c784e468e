using System.Text;

namespace OmniSage.Grains.Tools.Sandboxed;

/// <summary><c>files.write</c>: a whole file of the task's workspace.</summary>
internal sealed class FilesWriteTool : ISandboxedTool
{
    public ToolManifest Manifest { get; } = new(
        ToolIds.FilesWrite,
        Version: 1,
        "Writes a whole file in the task's workspace, making the folders above it; an existing file is replaced.",
        ToolManifest.SchemaOf(
            """
            {
              "type": "object",
              "properties": { "path": { "type": "string" }, "content": { "type": "string" } },
              "required": ["path", "content"],
              "additionalProperties": false
            }
            """))
    {
        Scopes = [ToolScopes.WriteFiles],
        Risk = ToolRisk.Low,
        Effects = ToolEffects.Sandbox,
        Users = ToolUsers.Executors,
    };

    public bool ChangesWorkspace => true;

    public async Task<ToolOutcome> CallAsync(SandboxCall call, CancellationToken cancellation)
    {
        var arguments = ToolArguments.Read<WriteArguments>(call.Arguments);
        var bytes = Encoding.UTF8.GetBytes(arguments.Content);
        await call.Session.WriteAsync(arguments.Path, bytes, cancellation);
        return ToolOutcome.Of(new
        {
            Path = ResultText.Cut(arguments.Path, call.ResultBytesMax / 8),
            Size = bytes.Length,
        });
    }

    private sealed record WriteArguments(string Path, string Content);
}
