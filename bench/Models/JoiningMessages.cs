using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using OmniSage.Bench.Clients;
using OmniSage.Bench.Figures;

namespace OmniSage.Bench.Models;

/// <summary>
/// How soon somebody is answered who says something more while the model takes half a minute for what came before.
/// </summary>
internal static class JoiningMessages
{
    private const int WarmUps = 60;
    private const int Rounds = 60;
    private const string Threads = "/api/v1/workspaces/default/threads";

    /// <summary>The median, in milliseconds, from the second message's POST to the run over.</summary>
    public static async Task<double> MeasureAsync(HttpClient http, CancellationToken cancellation)
    {
        var times = new List<double>();
        for (var round = 0; round < WarmUps + Rounds; round++) times.Add(await OneAsync(http, cancellation));
        return Numbers.Median(times.Skip(WarmUps));
    }

    private static async Task<double> OneAsync(HttpClient http, CancellationToken cancellation)
    {
        using var opened = await http.PostAsJsonAsync(Threads, new { }, cancellation);
        opened.EnsureSuccessStatusCode();
        var id = (await opened.Content.ReadFromJsonAsync<JsonElement>(cancellation)).GetProperty("id").GetString();
        var thread = $"{Threads}/{id}";
        await using var events = await EventLines.OpenAsync(http, thread, cancellation);
        await SayAsync(http, thread, InstantModel.Hold, cancellation);
        await events.NextAsync("model.requested", cancellation);
        var said = Stopwatch.GetTimestamp();
        await SayAsync(http, thread, InstantModel.GoOn, cancellation);
        var ended = await events.NextAsync("run.completed", cancellation);
        return Stopwatch.GetElapsedTime(said, ended).TotalMilliseconds;
    }

    private static async Task SayAsync(HttpClient http, string thread, string text, CancellationToken cancellation)
    {
        using var taken = await http.PostAsJsonAsync($"{thread}/messages", new { text }, cancellation);
        taken.EnsureSuccessStatusCode();
    }
}
