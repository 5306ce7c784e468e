using System.Runtime.ExceptionServices;

namespace OmniSage.Sandbox.Runner;

/// <summary>
/// One command's output: counts it, hands it on as frames, keeps start and end, says when it is too much.
/// </summary>
internal sealed class OutputCollector(SandboxLimits limits, Action<OutputFrame> onOutput, Action onLimit)
{
    private readonly HeadTail _stdout = new(limits.OutputKeptBytesMax);
    private readonly HeadTail _stderr = new(limits.OutputKeptBytesMax);
    private ExceptionDispatchInfo? _failure;
    private bool _limited;

    internal KeptOutput Stdout => _stdout.ToKept();

    internal KeptOutput Stderr => _stderr.ToKept();

    /// <summary>
    /// Takes a piece; one caller at a time. An exception of the receiver ends the command like the limit.
    /// </summary>
    internal void Take(OutputChannel channel, ReadOnlyMemory<byte> bytes)
    {
        if (_limited || _failure is not null)
        {
            return;
        }

        var room = limits.OutputBytesMax - _stdout.Total - _stderr.Total;
        if (bytes.Length > room)
        {
            bytes = bytes[..(int)room];
            _limited = true;
        }

        var kept = channel == OutputChannel.Stdout ? _stdout : _stderr;
        if (bytes.Length > 0)
        {
            Deliver(new OutputFrame(channel, kept.Total, bytes));
            kept.Append(bytes.Span);
        }

        if (_limited || _failure is not null)
        {
            onLimit();
        }
    }

    /// <summary>Throws what the receiver of the frames threw.</summary>
    internal void ThrowIfReceiverFailed() => _failure?.Throw();

    private void Deliver(OutputFrame frame)
    {
        try
        {
            onOutput(frame);
        }
        catch (Exception failure)
        {
            // Kept, and thrown to the caller once the command is gone: this thread serves all channels.
            _failure = ExceptionDispatchInfo.Capture(failure);
        }
    }
}
