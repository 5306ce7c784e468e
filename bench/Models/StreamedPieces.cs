using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using OmniSage.Bench.Figures;

namespace OmniSage.Bench.Models;

/// <summary>How long a piece takes from the model's sending to a client that watches the conversation.</summary>
internal static class StreamedPieces
{
    private const int Rounds = 5;
    private const string Threads = "/api/v1/workspaces/default/threads";
    private const string Data = "data: ";

    /// <summary>The 95th percentile, in milliseconds.</summary>
    public static async Task<double> MeasureAsync(HttpClient http, CancellationToken cancellation)
    {
        var times = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            using var opened = await http.PostAsJsonAsync(Threads, new { }, cancellation);
            opened.EnsureSuccessStatusCode();
            var id = (await opened.Content.ReadFromJsonAsync<JsonElement>(cancellation)).GetProperty("id").GetString();
            using var watch = new HttpRequestMessage(HttpMethod.Get, $"{Threads}/{id}/events");
            watch.Headers.Accept.Add(new("text/event-stream"));
            using var events = await http.SendAsync(watch, HttpCompletionOption.ResponseHeadersRead, cancellation);
            using var said = await http.PostAsJsonAsync(
                $"{Threads}/{id}/messages", new { text = InstantModel.Stream }, cancellation);
            said.EnsureSuccessStatusCode();
            times.AddRange(await ReadAsync(events, OfOutput, cancellation));
        }

        return Numbers.Quantile(times, 0.95);
    }

    /// <summary>The same of the model alone.</summary>
    public static async Task<double> MeasureDirectAsync(string url, CancellationToken cancellation)
    {
        using var http = new HttpClient();
        var times = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            using var ask = new HttpRequestMessage(HttpMethod.Post, $"{url}/chat/completions")
            {
                Content = JsonContent.Create(new { messages = new[] { new { content = InstantModel.Stream } } }),
            };
            using var answer = await http.SendAsync(ask, HttpCompletionOption.ResponseHeadersRead, cancellation);
            times.AddRange(await ReadAsync(answer, OfChunk, cancellation));
        }

        return Numbers.Quantile(times, 0.95);
    }

    private static async Task<List<double>> ReadAsync(
        HttpResponseMessage response, Func<JsonElement, string?> textOf, CancellationToken cancellation)
    {
        response.EnsureSuccessStatusCode();
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(cancellation));
        var times = new List<double>();
        while (times.Count < InstantModel.Pieces && await lines.ReadLineAsync(cancellation) is { } line)
        {
            var now = Stopwatch.GetTimestamp();
            if (!line.StartsWith(Data + "{", StringComparison.Ordinal)) continue;
            using var data = JsonDocument.Parse(line.AsMemory(Data.Length));
            if (textOf(data.RootElement) is not { } text) continue;
            times.AddRange(InstantModel.MomentsIn(text)
                .Select(sent => Stopwatch.GetElapsedTime(sent, now).TotalMilliseconds));
        }

        return times;
    }

    private static string? OfOutput(JsonElement data) =>
        data.TryGetProperty("channel", out var channel) && channel.GetString() == "answer"
            ? data.GetProperty("text").GetString()
            : null;

    private static string? OfChunk(JsonElement data) =>
        data.GetProperty("choices").EnumerateArray().Select(choice => TextOf(choice.GetProperty("delta")))
            .FirstOrDefault();

    private static string? TextOf(JsonElement delta) =>
        delta.TryGetProperty("content", out var content) ? content.GetString() : null;
}
