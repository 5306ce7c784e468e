using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace OmniSage.Testing.Silos;

/// <summary>What a message was acknowledged with.</summary>
public sealed record MessageReceipt(string Message, string Run);

/// <summary>A piece of live output on an event stream.</summary>
public sealed record LivePiece(string Run, string Channel, string Text, int Try = 0);

/// <summary>Speaks OmniSage's HTTP API in the default workspace.</summary>
public sealed class SiloClient : IDisposable
{
    private const string Root = "api/v1/workspaces/default/";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly HttpClient http;

    public SiloClient(Uri url, string key)
    {
        http = new() { BaseAddress = url, Timeout = TimeSpan.FromSeconds(30) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    public async Task<string> OpenThreadAsync(
        CancellationToken cancellation, string? clientId = null, string? mode = null)
    {
        var view = await PostAsync("threads", new { clientId, mode }, cancellation);
        return view.GetProperty("id").GetString()!;
    }

    public async Task<MessageReceipt> SendAsync(
        string thread, string text, CancellationToken cancellation, string? clientId = null, string? mode = null)
    {
        var view = await PostAsync($"threads/{thread}/messages", new { text, clientId, mode }, cancellation);
        return view.Deserialize<MessageReceipt>(Json)!;
    }

    /// <summary>Sends a message with pictures.</summary>
    public async Task<MessageReceipt> ShowAsync(
        string thread, string text, IEnumerable<byte[]> pictures, CancellationToken cancellation)
    {
        var body = new { text, images = pictures.Select(data => new { data }) };
        var view = await PostAsync($"threads/{thread}/messages", body, cancellation);
        return view.Deserialize<MessageReceipt>(Json)!;
    }

    public Task<HttpResponseMessage> GetRawAsync(string path, CancellationToken cancellation) =>
        http.GetAsync(Root + path, cancellation);

    public Task<JsonElement> CancelRunAsync(string run, CancellationToken cancellation) =>
        PostAsync($"runs/{run}/cancel", body: null, cancellation);

    public Task<JsonElement> GetAsync(string path, CancellationToken cancellation) =>
        http.GetFromJsonAsync<JsonElement>(Root + path, cancellation);

    /// <summary>Sends what may only follow the version that was seen; answers the status.</summary>
    public async Task<HttpStatusCode> PutAsync(
        string path, object body, string? ifMatch, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, Root + path);
        request.Content = JsonContent.Create(body, options: Json);
        if (ifMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        using var response = await http.SendAsync(request, cancellation);
        return response.StatusCode;
    }

    public Task<HttpResponseMessage> PostRawAsync(string path, HttpContent body, CancellationToken cancellation) =>
        http.PostAsync(Root + path, body, cancellation);

    /// <summary>The whole timeline of a thread as it is stored now.</summary>
    public async Task<IReadOnlyList<RecordedEvent>> ReadTimelineAsync(string thread, CancellationToken cancellation)
    {
        var events = new List<RecordedEvent>();
        for (var after = ""; ;)
        {
            var page = await GetAsync($"threads/{thread}/events?limit=500{after}", cancellation);
            events.AddRange(
                page.GetProperty("items").EnumerateArray().Select(view => RecordedEvent.Of(view, cursor: null)));
            if (!page.GetProperty("more").GetBoolean()) return events;
            after = $"&after={page.GetProperty("next").GetString()}";
        }
    }

    /// <summary>The thread's timeline as it comes, behind that cursor, until the connection breaks.</summary>
    public async IAsyncEnumerable<object> WatchAsync(
        string thread, string? after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Root}threads/{thread}/events");
        request.Headers.Accept.Add(new("text/event-stream"));
        if (after is not null) request.Headers.Add("Last-Event-ID", after);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        response.EnsureSuccessStatusCode();
        await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
        var parser = SseParser.Create(stream, (_, data) => JsonDocument.Parse(data.ToArray()).RootElement);
        await foreach (var frame in parser.EnumerateAsync(cancellation))
        {
            yield return frame.EventType == "output"
                ? frame.Data.Deserialize<LivePiece>(Json)!
                : RecordedEvent.Of(frame.Data, parser.LastEventId);
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<JsonElement> PostAsync(string path, object? body, CancellationToken cancellation)
    {
        using var response = await http.PostAsJsonAsync(Root + path, body, Json, cancellation);
        if (!response.IsSuccessStatusCode)
        {
            var problem = await response.Content.ReadAsStringAsync(cancellation);
            throw new InvalidOperationException($"POST {path}: {(int)response.StatusCode} {problem}");
        }

        return await response.Content.ReadFromJsonAsync<JsonElement>(cancellation);
    }
}
