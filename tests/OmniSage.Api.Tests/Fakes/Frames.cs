using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Text.Json;

namespace OmniSage.Api.Tests.Fakes;

/// <summary>An open event stream, read frame by frame.</summary>
internal sealed class Frames : IAsyncDisposable
{
    private readonly HttpResponseMessage response;
    private readonly IAsyncEnumerator<SseItem<string>> items;

    private Frames(HttpResponseMessage response, Stream body, CancellationToken cancellation)
    {
        this.response = response;
        items = SseParser.Create(body).EnumerateAsync(cancellation).GetAsyncEnumerator(cancellation);
    }

    public static async Task<Frames> OpenAsync(HttpClient client, string url, string? lastId = null)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        if (lastId is not null) request.Headers.Add("Last-Event-ID", lastId);
        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        response.EnsureSuccessStatusCode();
        return new(response, await response.Content.ReadAsStreamAsync(cancellation), cancellation);
    }

    /// <summary>The next frame; null at the end of the stream.</summary>
    public async Task<Frame?> NextAsync()
    {
        var hasNext = await items.MoveNextAsync().AsTask().WaitAsync(ApiHost.Patience);
        if (!hasNext) return null;
        var json = JsonDocument.Parse(items.Current.Data).RootElement;
        return new(items.Current.EventType, items.Current.EventId, json);
    }

    public async Task<List<Frame>> TakeAsync(int count)
    {
        var frames = new List<Frame>();
        while (frames.Count < count && await NextAsync() is { } frame) frames.Add(frame);
        return frames;
    }

    public async ValueTask DisposeAsync()
    {
        response.Dispose();
        try
        {
            await items.DisposeAsync();
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException or NotSupportedException)
        {
            // The reader was cut off in the middle: that is what the test wanted.
        }
    }
}

internal sealed record Frame(string Type, string? Id, JsonElement Data)
{
    public long Seq => Data.GetProperty("seq").GetInt64();

    public string Run => Data.GetProperty("journal").GetProperty("id").GetString()!;

    /// <summary>Names the event for comparing what two readers saw.</summary>
    public string Name => $"{Type} {Run} {Seq}";
}
