using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OmniSage.Testing.Models;

/// <summary>What a scripted provider is like: how it answers a request.</summary>
public delegate Task ModelCharacter(ModelServerRequest request, ModelServerReply reply);

/// <summary>
/// A model provider on loopback that speaks the true wire protocols, OpenAI's chat completions and Anthropic's
/// messages, and behaves as its character does. It keeps connections, as providers do, and all requests it got.
/// </summary>
public sealed class ModelServer : IAsyncDisposable
{
    private readonly Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource end = new();
    private readonly ConcurrentQueue<ModelServerRequest> requests = new();
    private readonly ConcurrentDictionary<Socket, bool> open = new();
    private readonly Task accepting;
    private int connections;

    public ModelServer(ModelCharacter character)
    {
        Character = character;
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(512);
        accepting = AcceptAsync();
    }

    /// <summary>May be replaced while it runs.</summary>
    public ModelCharacter Character { get; set; }

    /// <summary>What a person sets as the address of an OpenAI-compatible provider.</summary>
    public string Url => $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndPoint!).Port}/v1";

    public IReadOnlyCollection<ModelServerRequest> Requests => requests;

    /// <summary>Connections that were made to it.</summary>
    public int Connections => connections;

    public async ValueTask DisposeAsync()
    {
        if (end.IsCancellationRequested) return;
        await end.CancelAsync();
        listener.Dispose();
        foreach (var connection in open.Keys) connection.Dispose();
        await accepting;
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                var connection = await listener.AcceptAsync(end.Token);
                connection.NoDelay = true;
                Interlocked.Increment(ref connections);
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
        open[connection] = true;
        try
        {
            await using var stream = new NetworkStream(connection, ownsSocket: false);
            while (await ReadAsync(stream) is { } request)
            {
                requests.Enqueue(request);
                var reply = new ModelServerReply(connection, request, end.Token);
                await Character(request, reply);
                if (reply.IsCut) return;
            }
        }
        catch (Exception fault) when (fault is IOException or SocketException or OperationCanceledException
            or ObjectDisposedException)
        {
            // The client has gone, or the test is over.
        }
        finally
        {
            open.TryRemove(connection, out _);
            connection.Dispose();
        }
    }

    private async Task<ModelServerRequest?> ReadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, end.Token) == 0) return null;
            head.Append((char)one[0]);
        }

        var lines = head.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2))
            .ToDictionary(pair => pair[0].ToLowerInvariant(), pair => pair[1]);
        var body = new byte[int.Parse(headers.GetValueOrDefault("content-length", "0"), CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, end.Token);
        return new(lines[0].Split(' ')[1], headers, body);
    }
}
