using Microsoft.Win32.SafeHandles;
using OmniSage.Sandbox.Files;
using OmniSage.Sandbox.Native;

namespace OmniSage.Sandbox.Runner;

/// <summary>
/// Gives a command its standard input through a named pipe in the sandbox's <c>/tmp</c>. We hold the pipe open in both
/// directions until the runner has opened it, so that neither side waits; then its name is removed.
/// </summary>
internal sealed class StdinFeed : IStdinFeed
{
    private const int PieceBytesMax = 64 << 10;

    private readonly CancellationTokenSource _over = new();
    private readonly SandboxFolder _temp;
    private readonly Stream _source;
    private readonly string _name;
    private readonly SafeFileHandle _pipe;
    private readonly Readiness.Watch _watch;
    private Task? _writing;

    internal StdinFeed(Readiness readiness, SandboxFolder temp, Stream source, long order)
    {
        (_temp, _source) = (temp, source);
        _name = $".stdin-{order}";
        _pipe = temp.MakeFifo(_name);
        _watch = readiness.Register(_pipe, forWriting: true);
    }

    public string Path => "/tmp/" + _name;

    public void Start()
    {
        _temp.Remove(_name);
        _writing ??= WriteAsync();
    }

    public async Task StopAsync()
    {
        await _over.CancelAsync();
        _watch.Dispose();
        if (_writing is null)
        {
            _temp.Remove(_name);
            _pipe.Dispose();
        }
        else
        {
            await _writing;
        }
    }

    public void Dispose() => _over.Dispose();

    private async Task WriteAsync()
    {
        try
        {
            var buffer = new byte[PieceBytesMax];
            int count;
            while ((count = await _source.ReadAsync(buffer, _over.Token)) > 0)
            {
                var rest = buffer.AsMemory(0, count);
                while (rest.Length > 0)
                {
                    var written = Descriptor.Write(_pipe, rest.Span);
                    if (written > 0)
                    {
                        rest = rest[written..];
                    }
                    else if (!await _watch.WaitAsync())
                    {
                        return;
                    }
                }
            }
        }
        catch (OperationCanceledException) when (_over.IsCancellationRequested)
        {
            // The command ended without reading all of it.
        }
        finally
        {
            // The watch goes before the descriptor, whose number may be given to another file.
            _watch.Dispose();
            _pipe.Dispose();
        }
    }
}
