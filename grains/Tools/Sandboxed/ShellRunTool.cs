using System.Globalization;
using System.Text;
using OmniSage.Sandbox;

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
                "command": { "type": "string", "description": "The command line." },
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
        return ToolOutcome.Of(
            new
            {
                ExitCode = result.ExitCode,
                End = NameOf(result.End),
                Stdout = Text(result.Stdout, call.ResultBytesMax / 2),
                Stderr = Text(result.Stderr, call.ResultBytesMax / 4),
                Truncated = result.Stdout.Omitted > 0 || result.Stderr.Omitted > 0,
            },
            succeeded: result is { End: CommandEnd.Exited, ExitCode: 0 });
    }

    private static void Check(ShellArguments arguments)
    {
        if (string.IsNullOrWhiteSpace(arguments.Command)) throw new ToolFaultException("command must not be empty.");
        if (arguments.Command.Contains('\0', StringComparison.Ordinal))
        {
            throw new ToolFaultException("command must not hold U+0000.");
        }

        if (arguments.TimeoutSeconds < 1) throw new ToolFaultException("timeout_seconds must be at least 1.");
    }

    private static string NameOf(CommandEnd end) => end switch
    {
        CommandEnd.Exited => "exited",
        CommandEnd.TimedOut => "timed_out",
        CommandEnd.OutputLimit => "output_limit",
        CommandEnd.MemoryLimit => "memory_limit",
        CommandEnd.DiskLimit => "disk_limit",
        CommandEnd.Killed => "killed",
        CommandEnd.Cancelled => "cancelled",
        CommandEnd.SandboxDied => "sandbox_died",
    };

    private static string Text(KeptOutput output, int bytesMax)
    {
        var omitted = output.Omitted;
        var head = output.Head.Span;
        var tail = output.Tail.Span;
        if (head.Length + tail.Length > bytesMax)
        {
            var headMax = Math.Min(head.Length, bytesMax / 2);
            var tailMax = Math.Min(tail.Length, bytesMax - headMax);
            omitted += head.Length - headMax + tail.Length - tailMax;
            head = head[..headMax];
            tail = tail[^tailMax..];
        }

        var text = new StringBuilder(Encoding.UTF8.GetString(head));
        if (omitted > 0) text.Append(CultureInfo.InvariantCulture, $"\n[… {omitted} bytes left out …]\n");
        return text.Append(Encoding.UTF8.GetString(tail)).ToString();
    }

    private sealed record ShellArguments(string Command, int? TimeoutSeconds = null);
}
