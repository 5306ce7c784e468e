using System.Globalization;
using System.Text;
using OmniSage.Sandbox;

namespace OmniSage.Grains.Tools.Sandboxed;

/// <summary>What a model is told of a command: how it ended, and the start and end of what it printed. Pure.</summary>
internal static class CommandOutcome
{
    public static ToolOutcome Of(CommandResult result, int bytesMax)
    {
        // A quarter is left for what stands around them.
        var (stdout, stdoutCut) = Text(result.Stdout, bytesMax / 2);
        var (stderr, stderrCut) = Text(result.Stderr, bytesMax / 4);
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
}
