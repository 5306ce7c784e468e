using System.Text;
using System.Threading.Channels;
using Microsoft.Win32.SafeHandles;
using OmniSage.Sandbox.Files;
using OmniSage.Sandbox.Native;

namespace OmniSage.Sandbox.Runner;

/// <summary>
/// The host's ends of a runner's four pipes: orders in, status, standard output and standard error out. Output is
/// handed to whoever is attached, one piece at a time; what comes when nobody listens is dropped.
/// </summary>
internal sealed class RunnerPipes : IRunnerLink, IAsyncDisposable
{
    private const int PieceBytesMax = 64 << 10;
    private const int PiecesPerTurn = 16;
    private const int StatusQueueMax = 64;
    private const int StatusLineBytesMax = 256;

    private readonly Lock _outputLock = new();
    private readonly byte[] _buffer = new byte[PieceBytesMax];
    private readonly Readiness _readiness;
    private readonly SafeFileHandle _orders, _status, _stdout, _stderr;
    private readonly List<Readiness.Watch> _watches = [];
    private readonly Channel<RunnerStatus> _statuses = Channel.CreateBounded<RunnerStatus>(StatusQueueMax);
    private readonly Task _pumps;
    private OutputSink? _output;

    internal RunnerPipes(
        Readiness readiness, SafeFileHandle orders, SafeFileHandle status, SafeFileHandle stdout, SafeFileHandle stderr)
    {
        (_readiness, _orders, _status, _stdout, _stderr) = (readiness, orders, status, stdout, stderr);
        foreach (var end in new[] { orders, status, stdout, stderr })
        {
            Descriptor.SetNonBlocking(end);
        }

        _pumps = Task.WhenAll(
            PumpStatusAsync(),
            PumpOutputAsync(OutputChannel.Stdout, stdout),
            PumpOutputAsync(OutputChannel.Stderr, stderr));
    }

    public ChannelReader<RunnerStatus> Statuses => _statuses.Reader;

    public async Task<bool> SendAsync(ReadOnlyMemory<byte> order)
    {
        Readiness.Watch? watch = null;
        try
        {
            while (order.Length > 0)
            {
                switch (Descriptor.Write(_orders, order.Span))
                {
                    case 0:
                        return false;
                    case > 0 and var count:
                        order = order[count..];
                        break;
                    default:
                        watch ??= _readiness.Register(_orders, forWriting: true);
                        if (!await watch.WaitAsync())
                        {
                            return false;
                        }

                        break;
                }
            }

            return true;
        }
        finally
        {
            watch?.Dispose();
        }
    }

    public void Attach(OutputSink sink)
    {
        lock (_outputLock)
        {
            _output = sink;
        }
    }

    public void DrainAndDetach()
    {
        lock (_outputLock)
        {
            while (Take(OutputChannel.Stdout, _stdout) > 0)
            {
            }

            while (Take(OutputChannel.Stderr, _stderr) > 0)
            {
            }

            _output = null;
        }
    }

    /// <summary>The sandbox's <c>/tmp</c>, through which input goes in. Set once the sandbox is there.</summary>
    internal SandboxFolder? Temp { get; set; }

    /// <summary>Nobody but the runner writes to the status pipe, so nothing has to be proved.</summary>
    public string Mark(RunnerEvent expected) => "";

    public Task<IStdinFeed> FeedAsync(Stream source, long order) =>
        Task.FromResult<IStdinFeed>(new StdinFeed(_readiness, Temp!, source, order));

    public Task KeepAsync(string path, string line)
    {
        WorkspaceFiles.Write(Temp!, NameOf(path), Encoding.UTF8.GetBytes(line));
        return Task.CompletedTask;
    }

    public Task ForgetAsync(string path)
    {
        Temp!.Remove(NameOf(path));
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var watch in _watches)
        {
            watch.Dispose();
        }

        await _pumps;
        _orders.Dispose();
        _status.Dispose();
        _stdout.Dispose();
        _stderr.Dispose();
    }

    private static string NameOf(string path) => path["/tmp/".Length..];

    private async Task PumpOutputAsync(OutputChannel channel, SafeFileHandle pipe)
    {
        var watch = Watch(pipe);
        while (await watch.WaitAsync())
        {
            lock (_outputLock)
            {
                // A few pieces per turn, so that a channel that never ends does not silence the other.
                for (var i = 0; i < PiecesPerTurn; i++)
                {
                    var count = Take(channel, pipe);
                    if (count == 0)
                    {
                        return;
                    }

                    if (count < 0)
                    {
                        break;
                    }
                }
            }
        }
    }

    private int Take(OutputChannel channel, SafeFileHandle pipe)
    {
        var count = Descriptor.Read(pipe, _buffer);
        if (count > 0)
        {
            _output?.Invoke(channel, _buffer.AsMemory(0, count));
        }

        return count;
    }

    private async Task PumpStatusAsync()
    {
        var watch = Watch(_status);
        var line = new StringBuilder();
        var buffer = new byte[StatusLineBytesMax];
        while (await watch.WaitAsync())
        {
            var count = Descriptor.Read(_status, buffer);
            if (count == 0)
            {
                break;
            }

            foreach (var letter in buffer.AsSpan(0, Math.Max(count, 0)))
            {
                if (letter != '\n' && line.Length < StatusLineBytesMax)
                {
                    line.Append((char)letter);
                }
                else if (RunnerStatus.Parse(line.ToString()) is { } status && _statuses.Writer.TryWrite(status))
                {
                    line.Clear();
                }
                else
                {
                    // Not ours, or far too many: whatever wrote this is no runner to rely on.
                    _statuses.Writer.TryComplete();
                    return;
                }
            }
        }

        _statuses.Writer.TryComplete();
    }

    private Readiness.Watch Watch(SafeFileHandle pipe)
    {
        var watch = _readiness.Register(pipe);
        lock (_watches)
        {
            _watches.Add(watch);
        }

        return watch;
    }
}
