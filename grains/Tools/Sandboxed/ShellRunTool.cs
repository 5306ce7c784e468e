namespace OmniSage.Grains.Tools.Sandboxed;

/// <summary><c>shell.run</c>: a command for the sandbox's own shell.</summary>
internal sealed class ShellRunTool : ISandboxedTool
{
    public ToolManifest Manifest { get; } = new(
        ToolIds.ShellRun,
        Version: 1,
        "Runs a command with sh in the task's workspace and returns its exit code and output.",
        ToolManifest.SchemaOf(
            """
            {
              "type": "object",
              "properties": {
                "command": { "type": "string", "minLength": 1, "description": "The command line." },
                "timeout_seconds": { "type": "integer", "minimum": 1, "description": "Wall time that it may take." }
              },
              "required": ["command"],
              "additionalProperties": false
            }
            """))
    {
        Scopes = [ToolScopes.Execute],
        Risk = ToolRisk.Low,
        Effects = ToolEffects.Sandbox,
        Users = ToolUsers.Executors,
    };

    public bool ChangesWorkspace => true;

    public async Task<ToolOutcome> CallAsync(SandboxCall call, CancellationToken cancellation)
    {
        var arguments = ToolArguments.Read<ShellArguments>(call.Arguments);
        Check(arguments);
        var time = arguments.TimeoutSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : default(TimeSpan?);
        var result = await call.Session.RunAsync(new(arguments.Command, time), call.Live, cancellation);
        cancellation.ThrowIfCancellationRequested();
        return CommandOutcome.Of(result, call.ResultBytesMax);
    }

    private static void Check(ShellArguments arguments)
    {
        if (arguments.Command.Contains('\0', StringComparison.Ordinal))
        {
            throw new ToolFaultException("command must not hold U+0000.");
        }
    }

    private sealed record ShellArguments(string Command, int? TimeoutSeconds = null);
}
