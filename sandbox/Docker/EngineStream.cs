using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace OmniSage.Sandbox.Docker;

/// <summary>
/// A connection that the engine has turned into the streams of a container or of a program in it: standard input
/// goes in as it is, both output channels come out as frames of an 8-byte header (channel, length) and bytes
/// (Docker Engine API 1.41, "Attach to a container").
/// </summary>
internal sealed class EngineStream : IDisposable
{
    private const int HeaderBytes = 8;
    private const int AnswerBytesMax = 8 << 10;
    private const int PieceBytesMax = 64 << 10;

    private readonly Socket _socket;
    private readonly byte[] _header = new byte[HeaderBytes];
    private readonly byte[] _piece = new byte[PieceBytesMax];
    private OutputChannel _channel;
    private int _left;

    private EngineStream(Socket socket) => _socket = socket;

    /// <summary>Sends a request that asks for the streams and reads the answer up to where they begin.</summary>
    internal static async Task<EngineStream> OpenAsync(
        string engineSocket, string path, string body, CancellationToken ct)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(engineSocket), ct);
            var content = Encoding.UTF8.GetBytes(body);
            var request = Encoding.ASCII.GetBytes($"POST {EngineClient.Version}{path} HTTP/1.1\r\nHost: engine\r\n"
                + "Connection: Upgrade\r\nUpgrade: tcp\r\nContent-Type: application/json\r\n"
                + $"Content-Length: {content.Length}\r\n\r\n");
            await SendAllAsync(socket, (byte[])[.. request, .. content], ct);
            await ReadAnswerAsync(socket, ct);
            return new EngineStream(socket);
        }
        catch (SocketException failure)
        {
            socket.Dispose();
            throw new IOException($"The engine's connection broke: {failure.SocketErrorCode}.", failure);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    internal async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        try
        {
            await SendAllAsync(_socket, bytes, ct);
        }
        catch (SocketException failure)
        {
            throw new IOException($"The engine's connection broke: {failure.SocketErrorCode}.", failure);
        }
    }

    /// <summary>Ends standard input; output goes on.</summary>
    internal void CloseInput()
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException failure)
        {
            throw new IOException($"The engine's connection broke: {failure.SocketErrorCode}.", failure);
        }
    }

    /// <summary>The next piece of output, valid until the next call; null at the end. One reader.</summary>
    internal async Task<(OutputChannel Channel, ReadOnlyMemory<byte> Bytes)?> ReadAsync(CancellationToken ct)
    {
        try
        {
            while (_left == 0)
            {
                for (var have = 0; have < HeaderBytes;)
                {
                    var read = await _socket.ReceiveAsync(_header.AsMemory(have), ct);
                    if (read == 0)
                    {
                        return null;
                    }

                    have += read;
                }

                _channel = _header[0] == 2 ? OutputChannel.Stderr : OutputChannel.Stdout;
                _left = BinaryPrimitives.ReadInt32BigEndian(_header.AsSpan(4));
            }

            var count = await _socket.ReceiveAsync(_piece.AsMemory(0, Math.Min(_left, PieceBytesMax)), ct);
            _left -= count;
            return count == 0 ? null : (_channel, _piece.AsMemory(0, count));
        }
        catch (SocketException failure)
        {
            throw new IOException($"The engine's connection broke: {failure.SocketErrorCode}.", failure);
        }
    }

    public void Dispose() => _socket.Dispose();

    private static async Task SendAllAsync(Socket socket, ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        while (bytes.Length > 0)
        {
            bytes = bytes[await socket.SendAsync(bytes, ct)..];
        }
    }

    /// <summary>Byte by byte, because what follows the answer's head is already output.</summary>
    private static async Task ReadAnswerAsync(Socket socket, CancellationToken ct)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!(head.Length >= 4 && head[^1] == '\n' && head[^2] == '\r' && head[^3] == '\n'))
        {
            if (head.Length == AnswerBytesMax || await socket.ReceiveAsync(one, ct) == 0)
            {
                throw new IOException("The engine gave no answer.");
            }

            head.Append((char)one[0]);
        }

        var status = head.ToString().Split(' ') is [_, var code, ..] ? code : "";
        if (status is not ("101" or "200"))
        {
            throw new IOException($"The engine refused a stream ({status}).");
        }
    }
}
