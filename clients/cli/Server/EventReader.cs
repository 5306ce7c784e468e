using System.Diagnostics;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace OmniSage.Cli.Server;

/// <summary>
/// Reads an event stream through restarts of the server: when it breaks, it is opened again behind the last event
/// that had an id, so that each event comes once.
/// </summary>
internal sealed class EventReader(ApiClient api, string path, string? after)
{
    /// <summary>The server says something every 15 s; one that is silent for longer is gone.</summary>
    private static readonly TimeSpan SilenceMax = TimeSpan.FromSeconds(45);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private string? position = after;
    private long lostSince;

    /// <summary>Called when the connection is lost (true) and when it is there again (false).</summary>
    public Action<bool>? OnLost { get; init; }

    /// <summary>All events from the position on. It ends only by its consumer, or when the server stays away.</summary>
    public async IAsyncEnumerable<ServerEvent> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var response = await api.OpenStreamAsync(path, position, cancellation);
        while (true)
        {
            using (response)
            {
                await using var frames = Frames(response, cancellation);
                while (await NextAsync(frames) is { } frame)
                {
                    position = frame.Cursor ?? position;
                    yield return frame;
                }
            }

            response = await ReopenAsync(cancellation);
        }
    }

    private static IAsyncEnumerator<SseItem<string>> Frames(HttpResponseMessage response, CancellationToken cancellation)
    {
        var body = new ImpatientStream(response.Content.ReadAsStream(cancellation), SilenceMax);
        return SseParser.Create(body).EnumerateAsync(cancellation).GetAsyncEnumerator(cancellation);
    }

    /// <summary>The next frame; null when the connection ended, however it did.</summary>
    private static async Task<ServerEvent?> NextAsync(IAsyncEnumerator<SseItem<string>> frames)
    {
        try
        {
            if (!await frames.MoveNextAsync()) return null;
            var item = frames.Current;
            using var json = JsonDocument.Parse(item.Data);
            return new(item.EventType, item.EventId, json.RootElement.Clone());
        }
        catch (Exception fault) when (fault is IOException or HttpRequestException or TimeoutException or JsonException)
        {
            return null;
        }
    }

    private async Task<HttpResponseMessage> ReopenAsync(CancellationToken cancellation)
    {
        lostSince = Stopwatch.GetTimestamp();
        OnLost?.Invoke(true);
        while (true)
        {
            await Task.Delay(Pause, cancellation);
            try
            {
                var response = await api.OpenStreamAsync(path, position, cancellation);
                OnLost?.Invoke(false);
                return response;
            }
            catch (Fault fault) when (fault.Code is "unreachable" or "not_ready" or "storage_unavailable" or "internal"
                && Stopwatch.GetElapsedTime(lostSince) < ApiClient.Patience)
            {
                // It may be starting again: its events are not lost.
            }
        }
    }
}
