using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OmniSage.Sandbox.Docker;

/// <summary>
/// The part of the Docker Engine API (1.41) that is used, over the engine's Unix socket. Every answer is bounded, and
/// every failure is an <see cref="EngineException"/> with the engine's own words.
/// </summary>
internal sealed class EngineClient : IDisposable
{
    internal const string Version = "/v1.41";

    private const long AnswerBytesMax = 16 << 20;
    private const int WordsMax = 500;
    private static readonly TimeSpan AnswerTimeMax = TimeSpan.FromMinutes(1);

    private readonly HttpClient _http;

    internal EngineClient(string socket)
    {
        SocketPath = socket;
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, ct) => new NetworkStream(await ConnectAsync(socket, ct), ownsSocket: true),
            UseProxy = false,
            AllowAutoRedirect = false,
            UseCookies = false,
        };
        _http = new HttpClient(handler)
        {
            BaseAddress = new Uri("http://engine/"),
            MaxResponseContentBufferSize = AnswerBytesMax,
            Timeout = AnswerTimeMax,
        };
    }

    internal string SocketPath { get; }

    internal Task<JsonNode> GetAsync(string path, CancellationToken ct) => CallAsync(HttpMethod.Get, path, null, ct);

    internal Task<JsonNode> PostAsync(string path, JsonNode? body, CancellationToken ct) =>
        CallAsync(HttpMethod.Post, path, body, ct);

    /// <summary>Kills and removes a container; one that is gone already is no error.</summary>
    internal async Task RemoveAsync(string container, CancellationToken ct)
    {
        try
        {
            await CallAsync(HttpMethod.Delete, $"/containers/{container}?force=1&v=1", null, ct);
        }
        catch (EngineException gone) when (gone.Status is HttpStatusCode.NotFound or HttpStatusCode.Conflict)
        {
            // Somebody else is removing it or has.
        }
    }

    internal Task<EngineStream> AttachAsync(string container, CancellationToken ct) => EngineStream.OpenAsync(
        SocketPath, $"/containers/{container}/attach?stream=1&stdin=1&stdout=1&stderr=1", "", ct);

    /// <summary>Starts one more program in a running container, as the container's user.</summary>
    internal async Task<(string Id, EngineStream Stream)> ExecAsync(
        string container, string[] command, CancellationToken ct)
    {
        var made = await PostAsync($"/containers/{container}/exec", new JsonObject
        {
            ["AttachStdin"] = true, ["AttachStdout"] = true, ["AttachStderr"] = true,
            ["Cmd"] = new JsonArray([.. command.Select(word => (JsonNode)word)]),
        }, ct);
        var id = (string)made["Id"]!;
        return (id, await EngineStream.OpenAsync(SocketPath, $"/exec/{id}/start", "{}", ct));
    }

    public void Dispose() => _http.Dispose();

    private async Task<JsonNode> CallAsync(HttpMethod method, string path, JsonNode? body, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, Version + path);
        if (body is not null)
        {
            request.Content = JsonContent.Create(body);
            // The engine reads no chunked bodies of older clients; a known length is what it expects.
            await request.Content.LoadIntoBufferAsync(ct);
        }

        try
        {
            using var response = await _http.SendAsync(request, ct);
            var text = await response.Content.ReadAsStringAsync(ct);
            return response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.NotModified
                ? (text.Length == 0 ? null : JsonNode.Parse(text)) ?? new JsonObject()
                : throw new EngineException(Explain(text), response.StatusCode);
        }
        catch (HttpRequestException failure)
        {
            throw new EngineException(failure.InnerException?.Message ?? failure.Message, null, failure);
        }
        catch (JsonException failure)
        {
            throw new EngineException("its answer is no JSON", null, failure);
        }
        catch (OperationCanceledException late) when (!ct.IsCancellationRequested)
        {
            throw new EngineException($"it gave no answer within {AnswerTimeMax.TotalSeconds:0} s", null, late);
        }
    }

    private static string Explain(string answer)
    {
        try
        {
            var words = (string?)JsonNode.Parse(answer)?["message"] ?? answer;
            return words.Length <= WordsMax ? words : words[..WordsMax];
        }
        catch (JsonException)
        {
            return "its answer is no JSON";
        }
    }

    private static async Task<Socket> ConnectAsync(string path, CancellationToken ct)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), ct);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
