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
        // A quarter is left for what stands around them.
        var (stdout, stdoutCut) = Text(result.Stdout, call.ResultBytesMax / 2);
        var (stderr, stderrCut) = Text(result.Stderr, call.ResultBytesMax / 4);
        return ToolOutcome.Of(
            new
            {
                ExitCode = result.ExitCode,
                End = NameOf(result.End),
                Stdout = stdout,
                Stderr = stderr,
                Truncated = stdoutCut || stderrCut,
            },
            succeeded: result is { End: CommandEnd.Exited, ExitCode: 0 });
    }

    private static void Check(ShellArguments arguments)
    {
        if (arguments.Command.Contains('\0', StringComparison.Ordinal))
        {
            throw new ToolFaultException("command must not hold U+0000.");
        }
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

    /// <summary>Beginning and end; what lies between them is left out, and said so.</summary>
    private static (string Text, bool Truncated) Text(KeptOutput output, int storedMax)
    {
        ReadOnlySpan<byte> head;
        ReadOnlySpan<byte> tail;
        if (output.Omitted > 0)
        {
            head = output.Head.Span[..^ResultText.TornAtEnd(output.Head.Span)];
            tail = output.Tail.Span[ResultText.TornAtStart(output.Tail.Span)..];
        }
        else
        {
            head = tail = (byte[])[.. output.Head.Span, .. output.Tail.Span];
            if (ResultText.Head(head, storedMax) == head.Length) return (Encoding.UTF8.GetString(head), false);
        }

        head = head[..ResultText.Head(head, storedMax / 2)];
        tail = tail[^ResultText.Tail(tail, storedMax / 2)..];
        var text = new StringBuilder(Encoding.UTF8.GetString(head));
        text.Append(
            CultureInfo.InvariantCulture, $"\n[… {output.Total - head.Length - tail.Length} bytes left out …]\n");
        return (text.Append(Encoding.UTF8.GetString(tail)).ToString(), true);
    }

    private sealed record ShellArguments(string Command, int? TimeoutSeconds = null);
}
