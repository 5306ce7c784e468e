using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OmniSage.Testing.Web;

/// <summary>A real listener on loopback, which sees every connection and answers as the test says.</summary>
public sealed class LoopbackServer : IAsyncDisposable
{
    private readonly Socket listener;
    private readonly Func<Stream, string, Task> answer;
    private readonly bool isSecure;
    private readonly CancellationTokenSource end = new();
    private readonly ConcurrentQueue<string> requests = new();
    private readonly Task accepting;

    /// <summary>The answer gets the connection and the request's head; of a secure one it reads all itself.</summary>
    public LoopbackServer(
        Func<Stream, string, Task> answer, IPAddress? address = null, int port = 0, bool isSecure = false)
    {
        this.answer = answer;
        this.isSecure = isSecure;
        listener = new((address ?? IPAddress.Loopback).AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(address ?? IPAddress.Loopback, port));
        listener.Listen(512);
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndPoint!).Port;

    /// <summary>Heads of the requests; a connection without one counts as an empty text.</summary>
    public IReadOnlyCollection<string> Requests => requests;

    public static LoopbackServer Saying(string text) =>
        new((stream, _) => stream.WriteAsync(Encoding.Latin1.GetBytes(text)).AsTask());

    /// <summary>A whole response with this body.</summary>
    public static byte[] Response(byte[] body, string headers = "Content-Type: text/plain", string status = "200 OK") =>
    [
        .. Encoding.Latin1.GetBytes($"HTTP/1.1 {status}\r\n{headers}\r\nContent-Length: {body.Length}\r\n\r\n"),
        .. body,
    ];

    public static byte[] Redirect(string to) =>
        Response([], $"Location: {to}", "302 Found");

    /// <summary>Connects as itself and waits until it is seen: whoever came before has been seen by then.</summary>
    public async Task<int> CountOthersAsync()
    {
        using var self = new TcpClient(listener.AddressFamily);
        await self.ConnectAsync((IPEndPoint)listener.LocalEndPoint!);
        await self.GetStream().WriteAsync("SELF\r\n\r\n"u8.ToArray());
        // It answers or closes, in either case after it was counted.
        _ = await self.GetStream().ReadAsync(new byte[1]);
        return requests.Count(head => !head.StartsWith("SELF", StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        listener.Dispose();
        await accepting;
        end.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                var connection = await listener.AcceptAsync(end.Token);
                _ = ServeAsync(connection);
            }
            catch (Exception fault) when (fault is OperationCanceledException or SocketException
                or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(Socket connection)
    {
        try
        {
            await using var stream = new NetworkStream(connection, ownsSocket: true);
            var head = await HeadAsync(stream);
            requests.Enqueue(head);
            await answer(stream, head);
            connection.Shutdown(SocketShutdown.Send);
            // Closing with bytes unread would reset the connection under what was written.
            while (await stream.ReadAsync(new byte[1_024], end.Token) > 0)
            {
            }
        }
        catch (Exception fault) when (fault is IOException or SocketException or OperationCanceledException
            or ObjectDisposedException)
        {
            // The client has gone, which many of these tests want.
        }
    }

    private async Task<string> HeadAsync(NetworkStream stream)
    {
        if (isSecure) return "";
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (head.Length > 0 && head[0] == (char)0x16) break; // TLS
            if (await stream.ReadAsync(one, end.Token) == 0) break;
            head.Append((char)one[0]);
        }

        return head.ToString();
    }
}
