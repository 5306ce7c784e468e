using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace OmniSage.Bench.Clients;

/// <summary>One person in one conversation over HTTP, with the conversation's event stream open.</summary>
internal sealed class Talker : IAsyncDisposable
{
    private const string Workspace = "/api/v1/workspaces/default/threads";

    private readonly HttpClient http;
    private readonly string thread;
    private readonly HttpResponseMessage events;
    private readonly CancellationTokenSource closing = new();
    private readonly Task reading;
    private TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Exception? broken;

    private Talker(HttpClient http, string thread, HttpResponseMessage events, Stream stream)
    {
        (this.http, this.thread, this.events) = (http, thread, events);
        reading = ReadAsync(stream);
    }

    /// <summary>Opens a thread and its event stream, and returns when the stream is open.</summary>
    public static async Task<Talker> OpenAsync(HttpClient http, CancellationToken cancellation)
    {
        using var opened = await http.PostAsync(Workspace, Json("{}"), cancellation);
        opened.EnsureSuccessStatusCode();
        using var body = JsonDocument.Parse(await opened.Content.ReadAsStringAsync(cancellation));
        var thread = $"{Workspace}/{body.RootElement.GetProperty("id").GetString()}";
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{thread}/events");
        request.Headers.Accept.Add(new("text/event-stream"));
        var events = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        events.EnsureSuccessStatusCode();
        return new(http, thread, events, await events.Content.ReadAsStreamAsync(cancellation));
    }

    /// <summary>A client of one server with one key; its connections are shared by all who talk through it.</summary>
    public static HttpClient Connect(Uri url, string key)
    {
        var http = new HttpClient(
            new SocketsHttpHandler { UseProxy = false, UseCookies = false, ActivityHeadersPropagator = null })
        {
            BaseAddress = url,
            Timeout = TimeSpan.FromSeconds(60),
        };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return http;
    }

    /// <summary>
    /// Says something; returns, in milliseconds from the sending, when it was taken and when its run was over.
    /// </summary>
    public async Task<(double Taken, double Ended)> SayAsync(string text, CancellationToken cancellation)
    {
        ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        if (broken is not null) throw new IOException("The event stream ended.", broken);
        var started = Stopwatch.GetTimestamp();
        using (var taken = await http.PostAsync(
            $"{thread}/messages", Json($$"""{"text":{{JsonSerializer.Serialize(text)}}}"""), cancellation))
        {
            taken.EnsureSuccessStatusCode();
        }

        var took = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System, cancellation);
        return (took, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        events.Dispose();
        await reading;
        closing.Dispose();
    }

    private async Task ReadAsync(Stream stream)
    {
        var search = new MarkSearch("\nevent: run.completed\n"u8);
        var buffer = new byte[16 * 1024];
        try
        {
            while (await stream.ReadAsync(buffer, closing.Token) is var count and > 0)
            {
                if (search.Count(buffer.AsSpan(0, count)) > 0) ended.TrySetResult();
            }

            broken = new EndOfStreamException();
        }
        catch (Exception fault) when (fault is IOException or OperationCanceledException or ObjectDisposedException)
        {
            broken = fault;
        }

        ended.TrySetException(broken);
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");
}
