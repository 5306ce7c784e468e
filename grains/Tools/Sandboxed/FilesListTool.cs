namespace OmniSage.Grains.Tools.Sandboxed;

/// <summary><c>files.list</c>: what is in a folder of the task's workspace.</summary>
internal sealed class FilesListTool : ISandboxedTool
{
    public const int EntriesMax = 1_000;

    public ToolManifest Manifest { get; } = new(
        ToolIds.FilesList,
        Version: 1,
        "Lists one folder of the task's workspace.",
        ToolManifest.SchemaOf(
            """
            {
              "type": "object",
              "properties": { "path": { "type": "string", "description": "The folder; the workspace itself by default." } },
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
        var path = ToolArguments.Read<ListArguments>(call.Arguments).Path ?? ".";
        var listing = await call.Session.ListAsync(path, EntriesMax, cancellation);
        return ToolOutcome.Of(new
        {
            Entries = listing.Entries.Select(
                entry => new { entry.Name, Kind = entry.Kind.ToString().ToLowerInvariant(), Size = entry.Bytes }),
            Truncated = listing.Truncated,
        });
    }

    private sealed record ListArguments(string? Path = null);
}
