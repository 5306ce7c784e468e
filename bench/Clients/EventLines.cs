using System.Diagnostics;
using System.Net.Http.Headers;
using System.Threading.Channels;

namespace OmniSage.Bench.Clients;

/// <summary>The types of a conversation's events as they arrive, each with the moment in which it was read.</summary>
internal sealed class EventLines : IAsyncDisposable
{
    private const string Mark = "event: ";

    private readonly HttpResponseMessage response;
    private readonly CancellationTokenSource closing = new();
    private readonly Channel<(string Type, long At)> events = Channel.CreateUnbounded<(string, long)>();
    private readonly Task reading;

    private EventLines(HttpResponseMessage response, Stream stream)
    {
        this.response = response;
        reading = ReadAsync(stream);
    }

    /// <param name="http">A client of the silo.</param>
    /// <param name="thread">The conversation's address.</param>
    /// <param name="cancellation">Ends the opening.</param>
    public static async Task<EventLines> OpenAsync(HttpClient http, string thread, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{thread}/events");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        response.EnsureSuccessStatusCode();
        return new(response, await response.Content.ReadAsStreamAsync(cancellation));
    }

    /// <summary>Waits for the next event of this type, past all others; answers when it was read.</summary>
    public async Task<long> NextAsync(string type, CancellationToken cancellation)
    {
        while (true)
        {
            var (read, at) = await events.Reader.ReadAsync(cancellation);
            if (read == type) return at;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        response.Dispose();
        await reading;
        closing.Dispose();
    }

    private async Task ReadAsync(Stream stream)
    {
        Exception? end = null;
        try
        {
            using var lines = new StreamReader(stream);
            while (await lines.ReadLineAsync(closing.Token) is { } line)
            {
                if (!line.StartsWith(Mark, StringComparison.Ordinal)) continue;
                events.Writer.TryWrite((line[Mark.Length..], Stopwatch.GetTimestamp()));
            }
        }
        catch (Exception fault) when (fault is IOException or OperationCanceledException or ObjectDisposedException)
        {
            end = fault;
        }

        events.Writer.Complete(end);
    }
}
