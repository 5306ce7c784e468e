using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace OmniSage.Sandbox.Runner;

/// <summary>What a runner needs of its session.</summary>
internal sealed record RunnerContext(
    IRunnerLink Link, ISessionObserver Observer, SandboxOptions Options, TimeProvider Time);

/// <summary>One command for the runner, from whatever source its input comes.</summary>
internal sealed record RunnerOrder(string Line, Stream? Stdin, SandboxLimits Limits, TimeSpan TimeMax);

/// <summary>The resident runner seen from outside: one command after another.</summary>
[SuppressMessage("Reliability", "CA1001", Justification =
    "The semaphore holds nothing of the system, and late callers may still wait for it.")]
internal sealed class ResidentRunner(RunnerContext context)
{
    // A longer line goes in as a file, because the kernel bounds one argument of a program at 128 KiB.
    private const int InlineBytesMax = 96 << 10;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private long _orders;
    private volatile int _dead;

    /// <summary>False once the sandbox is gone or could not be cleared of a command.</summary>
    internal bool IsAlive => _dead == 0 && !context.Link.Statuses.Completion.IsCompleted;

    /// <summary>Waits its turn, runs, and returns when nothing of the command is left.</summary>
    internal async Task<CommandResult> RunAsync(
        RunnerOrder order, Action<OutputFrame> onOutput, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        return await RunInTurnAsync(order, onOutput, ct);
    }

    /// <summary>Runs if no other command does now, else gives null.</summary>
    internal async Task<CommandResult?> TryRunAsync(
        RunnerOrder order, Action<OutputFrame> onOutput, CancellationToken ct) =>
        await _turn.WaitAsync(TimeSpan.Zero, ct) ? await RunInTurnAsync(order, onOutput, ct) : null;

    private async Task<CommandResult> RunInTurnAsync(
        RunnerOrder order, Action<OutputFrame> onOutput, CancellationToken ct)
    {
        try
        {
            ct.ThrowIfCancellationRequested();
            if (!IsAlive)
            {
                throw Died();
            }

            var number = ++_orders;
            var line = $"/tmp/.line-{number}";
            var inline = Encoding.UTF8.GetByteCount(order.Line) <= InlineBytesMax;
            if (!inline)
            {
                await context.Link.KeepAsync(line, order.Line);
                order = order with { Line = $". {line}" };
            }

            var run = new CommandRun(context, order, number, onOutput);
            var result = await run.RunAsync(ct);
            if (result.End == CommandEnd.SandboxDied)
            {
                _dead = 1;
            }
            else if (!inline)
            {
                await context.Link.ForgetAsync(line);
            }

            run.ThrowIfReceiverFailed();
            return result;
        }
        finally
        {
            _turn.Release();
        }
    }

    internal static SandboxException Died() =>
        new(SandboxException.Died, retryable: false, "The sandbox of this session is gone.");

    /// <summary>
    /// Waits until nobody uses the pipes any more; whoever comes later is told that the sandbox is gone.
    /// </summary>
    internal async Task CloseAsync()
    {
        _dead = 1;
        await _turn.WaitAsync();
        _turn.Release();
    }
}
