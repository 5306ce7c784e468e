using System.Text;

namespace OmniSage.Sandbox.Docker;

/// <summary>One program beside a container's runner, from its start to its exit code.</summary>
internal static class ContainerProgram
{
    /// <summary>What the engine reports of a program that was killed.</summary>
    internal const int KilledExitCode = 137;

    private const int ErrorBytesMax = 1024;
    private const int PollsMax = 200;
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(10);

    internal static async Task<(int ExitCode, string Errors)> RunAsync(
        EngineClient engine, string container, string line, ReadOnlyMemory<byte> input, MemoryStream output,
        long outputBytesMax, CancellationToken ct)
    {
        var (exec, stream) = await engine.ExecAsync(container, ["/bin/sh", "-c", line], ct);
        using (stream)
        {
            await stream.WriteAsync(input, ct);
            stream.CloseInput();
            var errors = new MemoryStream();
            while (await stream.ReadAsync(ct) is { } piece)
            {
                var (into, most) = piece.Channel == OutputChannel.Stdout
                    ? (output, outputBytesMax) : (errors, ErrorBytesMax);
                into.Write(piece.Bytes.Span[..(int)Math.Min(piece.Bytes.Length, most - into.Length)]);
            }

            return (await ExitCodeAsync(engine, exec, ct), Encoding.UTF8.GetString(errors.ToArray()));
        }
    }

    /// <summary>The streams may end a moment before the engine knows the exit code.</summary>
    private static async Task<int> ExitCodeAsync(EngineClient engine, string exec, CancellationToken ct)
    {
        for (var poll = 0; poll < PollsMax; poll++)
        {
            var state = await engine.GetAsync($"/exec/{exec}/json", ct);
            if ((bool?)state["Running"] == false)
            {
                return (int?)state["ExitCode"] ?? KilledExitCode;
            }

            await Task.Delay(PollInterval, TimeProvider.System, ct);
        }

        throw new IOException("The engine did not tell how a program ended.");
    }
}
