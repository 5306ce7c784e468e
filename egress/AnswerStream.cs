namespace OmniSage.Egress;

/// <summary>
/// The body of an answer as it comes: bounded in bytes, and in the time between two pieces. Reads of it end when the
/// request's cancellation does, and whatever goes wrong below is an <see cref="EgressException"/>.
/// </summary>
internal sealed class AnswerStream(
    HttpResponseMessage response, Stream sent, EgressPost post, AnswerTimer timer, EgressFaultOf faultOf) : Stream
{
    /// <summary>How long the end of an answer is waited for, of which all is read that was wanted.</summary>
    private static readonly TimeSpan EndTimeMax = TimeSpan.FromMilliseconds(20);

    private long left = post.BodyBytesMax;
    private bool isDisposed;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty) return 0;
        try
        {
            // One byte more than the bound tells whether there is more.
            var room = (int)Math.Min(buffer.Length, left + 1);
            var read = await sent.ReadAsync(buffer[..room], timer.Token);
            timer.Restart(post.IdleTimeMax);
            left -= read;
            if (left >= 0) return read;
        }
        catch (Exception fault) when (fault is not EgressException)
        {
            throw faultOf(fault, timer);
        }

        throw new EgressException(
            EgressException.TooLarge, $"The answer is longer than {post.BodyBytesMax} bytes.");
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <summary>A connection whose answer was read to its end serves the next request.</summary>
    public override async ValueTask DisposeAsync()
    {
        if (!isDisposed && left >= 0 && !timer.Token.IsCancellationRequested) await ReachEndAsync();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private async Task ReachEndAsync()
    {
        timer.Restart(EndTimeMax);
        try
        {
            _ = await sent.ReadAsync(new byte[256], timer.Token);
        }
        catch (Exception fault) when (fault is IOException or HttpRequestException or OperationCanceledException)
        {
            // Its end does not come: then the connection ends with it, and nothing is missing.
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !isDisposed)
        {
            isDisposed = true;
            sent.Dispose();
            response.Dispose();
            timer.Dispose();
        }

        base.Dispose(disposing);
    }
}

/// <summary>Says what a fault below means; a cancellation that the caller wanted stays one.</summary>
internal delegate Exception EgressFaultOf(Exception fault, AnswerTimer timer);
