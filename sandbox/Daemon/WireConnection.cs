using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace OmniSage.Sandbox.Daemon;

/// <summary>Frames over one connection (<see cref="WireFrame"/>). One reader; writers take turns.</summary>
internal sealed class WireConnection(Socket socket) : IDisposable
{
    internal const int FrameBytesMax = 4 << 20;
    internal const int PieceBytesMax = 64 << 10;

    private const int HeaderBytes = 5;

    private readonly Lock _writing = new();
    private readonly byte[] _header = new byte[HeaderBytes];
    private byte[] _content = new byte[PieceBytesMax];

    internal static async Task<WireConnection> OpenAsync(string path, CancellationToken ct)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), ct);
            return new WireConnection(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>The next frame, its content valid until the next call; null when the other side has closed.</summary>
    /// <exception cref="IOException">The connection broke, or what came is no frame.</exception>
    internal async Task<(WireFrame Kind, ReadOnlyMemory<byte> Content)?> ReadAsync(CancellationToken ct)
    {
        if (!await FillAsync(_header, ct))
        {
            return null;
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(_header.AsSpan(1));
        if (length is < 0 or > FrameBytesMax)
        {
            throw new IOException($"A frame has at most {FrameBytesMax} bytes.");
        }

        if (_content.Length < length)
        {
            _content = new byte[length];
        }

        return await FillAsync(_content.AsMemory(0, length), ct)
            ? ((WireFrame)_header[0], _content.AsMemory(0, length))
            : throw new IOException("The connection ended in the middle of a frame.");
    }

    /// <summary>Sends a frame; waits while the other side does not read.</summary>
    /// <exception cref="IOException">Nobody reads any more.</exception>
    internal void Write(WireFrame kind, ReadOnlySpan<byte> content)
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        header[0] = (byte)kind;
        BinaryPrimitives.WriteInt32LittleEndian(header[1..], content.Length);
        lock (_writing)
        {
            SendAll(header);
            SendAll(content);
        }
    }

    /// <summary>Sends bytes of any number in pieces.</summary>
    internal void WritePieces(WireFrame kind, ReadOnlySpan<byte> content)
    {
        while (content.Length > 0)
        {
            var piece = content[..Math.Min(content.Length, PieceBytesMax)];
            Write(kind, piece);
            content = content[piece.Length..];
        }
    }

    internal void Write<T>(WireFrame kind, T value, JsonTypeInfo<T> type)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(value, type);
        if (content.Length > FrameBytesMax)
        {
            throw new SandboxException(SandboxException.TooLarge, false,
                $"The sandbox daemon takes and gives at most {FrameBytesMax} bytes of arguments or entries at once.");
        }

        Write(kind, content);
    }

    /// <summary>The value in a frame's content.</summary>
    /// <exception cref="IOException">It is no such value.</exception>
    internal static T Parse<T>(ReadOnlyMemory<byte> content, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(content.Span, type) ?? throw new IOException("A frame is empty.");
        }
        catch (JsonException wrong)
        {
            throw new IOException("A frame does not hold what it should.", wrong);
        }
    }

    public void Dispose() => socket.Dispose();

    private void SendAll(ReadOnlySpan<byte> bytes)
    {
        try
        {
            while (bytes.Length > 0)
            {
                bytes = bytes[socket.Send(bytes)..];
            }
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
        {
            throw new IOException("The connection broke.", failure);
        }
    }

    /// <summary>False when the connection ended before the first byte.</summary>
    private async Task<bool> FillAsync(Memory<byte> buffer, CancellationToken ct)
    {
        try
        {
            for (var have = 0; have < buffer.Length;)
            {
                var read = await socket.ReceiveAsync(buffer[have..], ct);
                if (read == 0)
                {
                    return have == 0 ? false : throw new IOException("The connection ended in the middle of a frame.");
                }

                have += read;
            }

            return true;
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
        {
            throw new IOException("The connection broke.", failure);
        }
    }
}
