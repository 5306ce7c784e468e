using System.Threading.Channels;

namespace OmniSage.Sandbox.Daemon;

/// <summary>Bytes that come in frames, as a stream for whoever consumes them; a few frames wait, no more.</summary>
internal sealed class WireSource : Stream
{
    private const int FramesMax = 4;

    private readonly Channel<byte[]> _pieces = Channel.CreateBounded<byte[]>(FramesMax);
    private ReadOnlyMemory<byte> _piece;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Takes a piece; false when nobody consumes any more.</summary>
    internal async Task<bool> AddAsync(ReadOnlyMemory<byte> piece, CancellationToken ct)
    {
        try
        {
            await _pieces.Writer.WriteAsync(piece.ToArray(), ct);
            return true;
        }
        catch (ChannelClosedException)
        {
            return false;
        }
    }

    /// <summary>No more will come; with a fault, not even all that should.</summary>
    internal void End(Exception? fault = null) => _pieces.Writer.TryComplete(fault);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_piece.Length == 0)
        {
            if (!await _pieces.Reader.WaitToReadAsync(cancellationToken))
            {
                return 0;
            }

            if (_pieces.Reader.TryRead(out var next))
            {
                _piece = next;
            }
        }

        var count = Math.Min(buffer.Length, _piece.Length);
        _piece[..count].CopyTo(buffer);
        _piece = _piece[count..];
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
