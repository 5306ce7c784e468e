using System.Text;
using OmniSage.Testing.Models;

namespace OmniSage.EndToEnd.Tests.Telemetry;

/// <summary>
/// What people, models, tools and pages say is in no log, no span and no figure, whatever goes wrong with it and
/// however much is logged.
/// </summary>
public sealed class ContentTests
{
    private const string Mark = "zx9q";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task MarkedContent_LeavesNoTraceButItsNumbers()
    {
        await using var silo = await StartAsync();
        await using var talk = await Talk.OpenAsync(silo.Client, mode: null);
        await talk.AnswerAsync((await talk.SendAsync($"what is {Mark}-chat?")).Run);
        await talk.ResultAsync((await talk.SendAsync(
            $"run: echo {Mark}-output; cat {Mark}-missing; echo {Mark}-error >&2; touch {Mark}-file; exit 3")).Run);
        var fetch = await talk.SendAsync($"fetch http://127.0.0.1:9/{Mark}-path?secret={Mark}-query");
        var asked = await talk.FirstAsync("approval.requested", _ => true);
        // The thread knows of it from then on.
        await talk.FirstAsync("message.sent", one => one.Get("text")!.Contains("/approve", StringComparison.Ordinal));
        await talk.SendAsync($"/approve {asked.Get("request.approval")}");
        await talk.ResultAsync(fetch.Run);
        await talk.AnswerAsync((await talk.SendAsync($"/approve {Mark}-id")).Run);
        await ProbeAsync(silo);
        await CheckAsync(silo);
    }

    [Fact]
    public async Task MarkedErrorsOfProviders_LeaveNoTraceButTheirCodes()
    {
        await using var broken = new ModelServer(ModelCharacters.Failing(500, $"You asked: {Mark}-provider"));
        await using var cut = new ModelServer(ModelCharacters.Cutting($"{Mark}-said"));
        await using var silo = await StartAsync(
            [.. TraceTests.Link(0, "first", broken), .. TraceTests.Link(1, "second", cut)]);
        await using var talk = await Talk.OpenAsync(silo.Client, mode: null);
        var receipt = await talk.SendAsync($"{Mark}-question");
        await talk.InRunAsync(receipt.Run, "run.failed");
        await CheckAsync(silo);
    }

    [Fact]
    public async Task ToolsThatModelsMakeUp_AreNotNamed()
    {
        await using var obedient = new ModelServer(ModelCharacters.Obedient());
        await using var silo = await StartAsync([.. TraceTests.Link(0, "obedient", obedient)]);
        await using var talk = await Talk.OpenAsync(silo.Client, mode: null);
        var receipt = await talk.SendAsync($"[[call {Mark}_tool {{\"a\":\"{Mark}-argument\"}}]]");
        await talk.AnswerAsync(receipt.Run);
        await CheckAsync(silo);
    }

    private static Task<SentSilo> StartAsync(params (string, string)[] more) => SentSilo.StartAsync(
        isGrpc: false,
        [
            ("OMNISAGE_Telemetry__LogLevel", "Trace"),
            ("OMNISAGE_Telemetry__LogFormat", "Json"),
            // However a setting asks for it, a library's small talk stays where it is.
            ("OMNISAGE_Logging__LogLevel__Default", "Trace"),
            ("OMNISAGE_Logging__LogLevel__Microsoft.AspNetCore.Hosting", "Trace"),
            ("OMNISAGE_Agents__AttemptsMax", "2"),
            .. more,
        ]);

    /// <summary>What anybody can send without being anybody.</summary>
    private static async Task ProbeAsync(SentSilo silo)
    {
        using var http = new HttpClient { BaseAddress = silo.Process.Url };
        http.DefaultRequestHeaders.UserAgent.ParseAdd($"{Mark}-agent/1");
        http.DefaultRequestHeaders.Add("baggage", $"{Mark}=1");
        http.DefaultRequestHeaders.Add("tracestate", $"{Mark}=1");
        using var odd = new HttpRequestMessage(new HttpMethod(Mark.ToUpperInvariant()), $"/{Mark}-address?q={Mark}");
        using var first = await http.SendAsync(odd, Ct);
        var address = new Uri($"/api/v1/workspaces/{Mark}-slug/runs?x={Mark}", UriKind.Relative);
        using var second = await http.GetAsync(address, Ct);
        using var body = new StringContent($"{{\"{Mark}");
        using var third = await silo.Client.PostRawAsync($"threads/{Mark}/messages", body, Ct);
    }

    private static async Task CheckAsync(SentSilo silo)
    {
        var metrics = await silo.ReadMetricsAsync();
        silo.Process.Interrupt();
        Assert.Equal(0, await silo.Process.WaitForExitAsync(Ct));
        // What it sent last is here by now: it waits for that before it ends.
        Assert.NotEmpty(silo.Sink.Spans);
        Assert.NotEmpty(silo.Sink.Bodies("logs"));
        Assert.NotEmpty(silo.Sink.Bodies("metrics"));
        // What is looked for would be found: bodies are plain.
        Assert.Contains(silo.Sink.Bodies("logs"), body => body.AsSpan().IndexOf("Storage is ready"u8) >= 0);
        Assert.Contains(silo.Sink.Bodies("metrics"), body => body.AsSpan().IndexOf("omnisage.run"u8) >= 0);
        foreach (var kind in new[] { "traces", "metrics", "logs" })
        {
            foreach (var body in silo.Sink.Bodies(kind)) Clean(Encoding.UTF8.GetString(body), kind);
        }

        Clean(metrics, "/metrics");
        Clean(silo.Process.Errors, "the log");
        Assert.Contains("\"category\":\"OmniSage.", silo.Process.Errors, StringComparison.Ordinal);
    }

    private static void Clean(string text, string where)
    {
        var at = text.IndexOf(Mark, StringComparison.OrdinalIgnoreCase);
        var around = at < 0 ? "" : text[Math.Max(0, at - 300)..Math.Min(text.Length, at + 60)];
        Assert.True(at < 0, $"{where} holds content: {around}");
    }
}
