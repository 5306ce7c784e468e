using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using OmniSage.Bench.Clients;
using OmniSage.Bench.Figures;
using OmniSage.Bench.Hosting;

namespace OmniSage.Bench.Approvals;

/// <summary>
/// A task that wants to read a host asks, a person allows it, the task goes on: against the product in a process of its
/// own. The host is this machine, which is refused at once, so that no network has a part in the times.
/// </summary>
internal static class ApprovalBench
{
    private const string Workspace = "/api/v1/workspaces/default";
    private const int WarmUp = 20;
    private const int Rounds = 150;

    private const string Policy =
        """
        policy: 1
        rules:
          - name: every page is asked for
            when: {tool: web.fetch}
            then: ask each
        """;

    public static async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellation)
    {
        using var folder = new Folder();
        await using var silo = await ChildSilo.StartProductAsync(folder.Path, cancellation);
        using var http = Talker.Connect(silo.Url, silo.Keys[0]);
        await PutAsync(http, $"{Workspace}/policy", "*", new { text = Policy }, cancellation);
        var (asked, done) = (new List<double>(), new List<double>());
        for (var round = -WarmUp; round < Rounds; round++)
        {
            var (asking, going) = await MeasureAsync(http, cancellation);
            if (round < 0) continue;
            asked.Add(asking);
            done.Add(going);
        }

        return
        [
            new("asked, from the message, p50", Numbers.Median(asked), "ms"),
            new("approval round trip, p50", Numbers.Median(done), "ms"),
            new("approval round trip, p99", Numbers.Quantile(done, 0.99), "ms"),
        ];
    }

    /// <summary>
    /// In milliseconds: from the message until the question is on the event stream, and from the decision until the
    /// call is.
    /// </summary>
    private static async Task<(double Asked, double Done)> MeasureAsync(
        HttpClient http, CancellationToken cancellation)
    {
        var opened = await PostAsync(http, $"{Workspace}/threads", new { }, cancellation);
        var thread = $"{Workspace}/threads/{opened.GetProperty("id").GetString()}";
        await using var events = await EventLines.OpenAsync(http, thread, cancellation);
        var said = Stopwatch.GetTimestamp();
        await PostAsync(http, $"{thread}/messages", new { text = "fetch http://127.0.0.1/" }, cancellation);
        var asked = await events.NextAsync("approval.requested", cancellation);
        var (id, hash) = await FindOpenAsync(http, cancellation);
        var decided = Stopwatch.GetTimestamp();
        await PutAsync(
            http, $"{Workspace}/approvals/{id}/decision", $"\"{hash}\"", new { verdict = "allow" }, cancellation);
        var called = await events.NextAsync("tool.requested", cancellation);
        // The answer to the person is the last thing that happens; the next round finds a silo at rest.
        await events.NextAsync("task.finished", cancellation);
        await events.NextAsync("message.sent", cancellation);
        return (
            Stopwatch.GetElapsedTime(said, asked).TotalMilliseconds,
            Stopwatch.GetElapsedTime(decided, called).TotalMilliseconds);
    }

    /// <summary>The one that is open. It is listed a moment after the task has noted that it asks.</summary>
    private static async Task<(string Id, string Hash)> FindOpenAsync(
        HttpClient http, CancellationToken cancellation)
    {
        while (true)
        {
            var page = await http.GetFromJsonAsync<JsonElement>(
                $"{Workspace}/approvals?status=open", cancellation);
            var items = page.GetProperty("items");
            if (items.GetArrayLength() == 0) continue;
            return (items[0].GetProperty("id").GetString()!, items[0].GetProperty("hash").GetString()!);
        }
    }

    private static async Task<JsonElement> PostAsync(
        HttpClient http, string path, object body, CancellationToken cancellation)
    {
        using var response = await http.PostAsJsonAsync(path, body, cancellation);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>(cancellation);
    }

    private static async Task PutAsync(
        HttpClient http, string path, string tag, object body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = JsonContent.Create(body) };
        request.Headers.TryAddWithoutValidation("If-Match", tag);
        using var response = await http.SendAsync(request, cancellation);
        response.EnsureSuccessStatusCode();
    }
}
