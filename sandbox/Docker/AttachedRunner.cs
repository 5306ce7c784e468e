using System.Threading.Channels;
using OmniSage.Sandbox.Runner;

namespace OmniSage.Sandbox.Docker;

/// <summary>
/// A runner behind the one stream that the engine attaches to a container: orders in, both output channels out, with
/// status lines among them (<see cref="StatusMarks"/>).
/// </summary>
internal sealed class AttachedRunner : IRunnerLink, IAsyncDisposable
{
    private const int StatusQueueMax = 64;
    private const int InlineBytesMax = 64 << 10;

    private readonly EngineStream _stream;
    private readonly Func<string, CancellationToken, Task<EngineStream>> _open;
    private readonly StatusMarks _marks = new();
    private readonly Channel<RunnerStatus> _statuses = Channel.CreateBounded<RunnerStatus>(StatusQueueMax);
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly MarkedChannel _stdout, _stderr;
    private readonly Task _reading;
    private readonly Lock _outputLock = new();
    private OutputSink? _output;
    private MarkedChannel? _allGoneOn;

    /// <param name="stream">The container's attached stream; owned.</param>
    /// <param name="open">Starts a program line beside the runner and gives its stream.</param>
    internal AttachedRunner(EngineStream stream, Func<string, CancellationToken, Task<EngineStream>> open)
    {
        (_stream, _open) = (stream, open);
        _stdout = new MarkedChannel(_marks, bytes => Deliver(OutputChannel.Stdout, bytes), TakeStatus);
        _stderr = new MarkedChannel(_marks, bytes => Deliver(OutputChannel.Stderr, bytes), TakeStatus);
        _reading = Task.Run(ReadAsync);
    }

    public ChannelReader<RunnerStatus> Statuses => _statuses.Reader;

    public string Mark(RunnerEvent expected) => _marks.Add(expected);

    public void Attach(OutputSink sink)
    {
        lock (_outputLock)
        {
            _output = sink;
        }
    }

    /// <summary>Both channels have told the end already, each after all output on it.</summary>
    public void DrainAndDetach()
    {
        lock (_outputLock)
        {
            _output = null;
        }
    }

    public async Task<bool> SendAsync(ReadOnlyMemory<byte> order)
    {
        await _writing.WaitAsync();
        try
        {
            await _stream.WriteAsync(order, CancellationToken.None);
            return true;
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            return false;
        }
        finally
        {
            _writing.Release();
        }
    }

    public async Task<IStdinFeed> FeedAsync(Stream source, long order)
    {
        var path = $"/tmp/.stdin-{order}";
        if (source is MemoryStream { Length: <= InlineBytesMax } small)
        {
            await SendAsync(RunnerScript.Feed(path, small.ToArray()));
            return new AttachedFeed(this, path, null, Stream.Null);
        }

        await SendAsync(RunnerScript.Feed(path, null));
        var stream = await _open($"while [ ! -p {path} ]; do :; done; exec cat > {path}", CancellationToken.None);
        return new AttachedFeed(this, path, stream, source);
    }

    public Task KeepAsync(string path, string line) => SendAsync(RunnerScript.Keep(path, line));

    public Task ForgetAsync(string path) => SendAsync(RunnerScript.Forget(path));

    public async ValueTask DisposeAsync()
    {
        _stream.Dispose();
        await _reading;
    }

    private async Task ReadAsync()
    {
        try
        {
            while (await _stream.ReadAsync(CancellationToken.None) is { } piece)
            {
                (piece.Channel == OutputChannel.Stdout ? _stdout : _stderr).Take(piece.Bytes);
            }
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            // The container is gone, or we are done with it.
        }
        finally
        {
            _statuses.Writer.TryComplete();
        }
    }

    private void Deliver(OutputChannel channel, ReadOnlyMemory<byte> bytes)
    {
        lock (_outputLock)
        {
            _output?.Invoke(channel, bytes);
        }
    }

    private void TakeStatus(MarkedChannel channel, RunnerStatus status, ReadOnlyMemory<byte> line)
    {
        if (status.Event == RunnerEvent.AllGone && _allGoneOn is null)
        {
            _allGoneOn = channel;
            return;
        }

        if (status.Event == RunnerEvent.AllGone && _allGoneOn == channel)
        {
            return;
        }

        _allGoneOn = null;
        _marks.Spend(line.Span);
        if (!_statuses.Writer.TryWrite(status))
        {
            // Far too many: whatever wrote this is no runner to rely on.
            _statuses.Writer.TryComplete();
        }
    }
}
