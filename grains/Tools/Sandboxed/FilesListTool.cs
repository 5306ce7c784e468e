using OmniSage.Sandbox;

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
              "properties": {
                "path": { "type": "string", "description": "The folder; the workspace itself by default." }
              },
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
        var entries = Fitting(listing.Entries, call.ResultBytesMax / 4 * 3);
        return ToolOutcome.Of(new
        {
            Entries = entries,
            Truncated = listing.Truncated || entries.Count < listing.Entries.Length,
        });
    }

    private static List<ListedEntry> Fitting(IEnumerable<FileEntry> listed, int storedMax)
    {
        var (entries, stored) = (new List<ListedEntry>(), 0);
        foreach (var entry in listed)
        {
            var next = new ListedEntry(entry.Name, entry.Kind.ToString().ToLowerInvariant(), entry.Bytes);
            stored += ResultText.StoredBytes(ToolOutcome.Of(next).Result) + 1;
            if (stored > storedMax) break;
            entries.Add(next);
        }

        return entries;
    }

    private sealed record ListedEntry(string Name, string Kind, long Size);

    private sealed record ListArguments(string? Path = null);
}
