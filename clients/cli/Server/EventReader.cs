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

    /// <summary>A connection that lasts so long, or brings anything, counts as there again.</summary>
    private static readonly TimeSpan Steady = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private string? position = after;
    private long? lostAt;

    /// <summary>Called when the connection is lost (true) and when it is there again (false).</summary>
    public Action<bool>? OnLost { get; init; }

    /// <summary>All events from the position on. It ends only by its consumer, or when the server stays away.</summary>
    public async IAsyncEnumerable<ServerEvent> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var response = await OpenAsync(cancellation);
        while (true)
        {
            using (response)
            {
                await using var frames = Frames(response, cancellation);
                while (await NextAsync(frames, cancellation) is { } frame)
                {
                    position = frame.Cursor ?? position;
                    yield return frame;
                }
            }

            response = await ReopenAsync(cancellation);
        }
    }

    private static IAsyncEnumerator<SseItem<string>> Frames(
        HttpResponseMessage response, CancellationToken cancellation)
    {
        var body = new ImpatientStream(response.Content.ReadAsStream(cancellation), SilenceMax);
        return SseParser.Create(body).EnumerateAsync(cancellation).GetAsyncEnumerator(cancellation);
    }

    /// <summary>The next frame; null when the connection ended, however it did.</summary>
    private async Task<ServerEvent?> NextAsync(
        IAsyncEnumerator<SseItem<string>> frames, CancellationToken cancellation)
    {
        try
        {
            var next = frames.MoveNextAsync().AsTask();
            if (lostAt is not null && await Task.WhenAny(next, Task.Delay(Steady, cancellation)) != next) TellBack();
            if (!await next) return null;
            TellBack();
            var item = frames.Current;
            using var json = JsonDocument.Parse(item.Data);
            return new(item.EventType, item.EventId, json.RootElement.Clone());
        }
        catch (Exception fault) when (fault is IOException or HttpRequestException or TimeoutException or JsonException)
        {
            return null;
        }
    }

    /// <summary>The server was there a moment ago, so already the first time it is waited for.</summary>
    private async Task<HttpResponseMessage> OpenAsync(CancellationToken cancellation)
    {
        try
        {
            return await api.OpenStreamAsync(path, position, cancellation);
        }
        catch (Fault fault) when (IsPassing(fault))
        {
            return await ReopenAsync(cancellation);
        }
    }

    private static bool IsPassing(Fault fault) =>
        fault.Code is "unreachable" or "not_ready" or "storage_unavailable" or "internal";

    private async Task<HttpResponseMessage> ReopenAsync(CancellationToken cancellation)
    {
        if (lostAt is null)
        {
            lostAt = Stopwatch.GetTimestamp();
            OnLost?.Invoke(true);
        }

        while (true)
        {
            await Task.Delay(Pause, cancellation);
            var isPatient = Stopwatch.GetElapsedTime(lostAt.Value) < ApiClient.Patience;
            try
            {
                if (!isPatient)
                    throw new Fault("OmniSage keeps going away: see its log.", ExitCode.Failed, "unreachable");
                return await api.OpenStreamAsync(path, position, cancellation);
            }
            catch (Fault fault) when (isPatient && IsPassing(fault))
            {
                // It may be starting again: its events are not lost.
            }
        }
    }

    private void TellBack()
    {
        if (lostAt is null) return;
        lostAt = null;
        OnLost?.Invoke(false);
    }
}
