using OmniSage.Testing.Models;

namespace OmniSage.EndToEnd.Tests.Telemetry;

/// <summary>What is sent of a turn: one trace, from the message to the last commit, whoever worked on it.</summary>
public sealed class TraceTests
{
    [Fact]
    public async Task TurnWithATask_IsOneTrace()
    {
        await using var silo = await SentSilo.StartAsync();
        await using var talk = await Talk.OpenAsync(silo.Client, mode: null);
        var receipt = await talk.SendAsync("run: echo hello");
        await talk.ResultAsync(receipt.Run);
        var trace = SentSilo.TraceOf(receipt.Run);
        var spans = await silo.Sink.UntilAsync(
            sent => sent.Any(span => IsRun(span, "executor", trace))
                && sent.Any(span => span.Name == "invoke_agent coordinator" && span.Trace != trace),
            "the task and the turn that follows it");

        var own = spans.Where(span => span.Trace == trace).ToList();
        var turn = Assert.Single(own, span => span.Parent.Length == 0);
        Assert.Equal("invoke_agent coordinator", turn.Name);
        Assert.Equal(receipt.Run, turn.Attributes["omnisage.run.id"]);
        Assert.Equal("completed", turn.Attributes["omnisage.run.outcome"]);
        var task = Assert.Single(own, span => span.Name == "invoke_agent executor");
        Assert.Equal(turn.Id, task.Parent);
        Assert.Equal(await talk.TaskAsync(), task.Attributes["omnisage.run.id"]);

        // Across the step runner: what a step does is below its step, and that below its run.
        Assert.Equal(turn.Id, Assert.Single(own, span => span.Name == "recall").Parent);
        foreach (var run in new[] { turn, task })
        {
            var models = own.Where(span => span.Name == "model" && span.Parent == run.Id).ToList();
            Assert.NotEmpty(models);
            Assert.All(models, step => Assert.Single(own, span => IsBelow(span, "chat offline", step)));
            Assert.True(own.Count(span => IsBelow(span, "commit", run)) >= 3);
        }

        var tool = Assert.Single(own, span => span.Name == "execute_tool shell.run");
        Assert.Equal(task.Id, tool.Parent);
        Assert.Single(own, span => IsBelow(span, "create sandbox", tool));
        var commits = own.Where(span => span.Name == "commit");
        Assert.All(commits, span => Assert.Equal("sqlite", span.Attributes["db.system.name"]));
        Assert.All(own, span => Assert.True(span.From <= span.To, span.Name));
        // Nothing stands in the trace whose parent was not sent.
        Assert.All(own.Where(span => span != turn), span => Assert.Contains(own, one => one.Id == span.Parent));

        var request = Assert.Single(spans, span => span.Name.StartsWith("POST", StringComparison.Ordinal)
            && span.Name.EndsWith("/messages", StringComparison.Ordinal));
        Assert.NotEqual(trace, request.Trace);
        Assert.Contains((request.Trace, request.Id), turn.Links);
        var next = Assert.Single(
            spans, span => span.Name == "invoke_agent coordinator" && span.Trace != trace);
        Assert.Contains((trace, turn.Id), next.Links);
    }

    [Fact]
    public async Task TaskTakenUpByAnotherProcess_GoesOnInItsTrace()
    {
        await using var silo = await SentSilo.StartAsync();
        await using var talk = await Talk.OpenAsync(silo.Client, mode: null);
        var receipt = await talk.SendAsync("run: echo began; sleep 3600");
        var task = await talk.TaskAsync();
        await talk.UntilOutputAsync(task, "began");

        await silo.RestartAsync();

        await using var again = await Talk.ConnectAsync(silo.Client, talk.Watch.Thread);
        var trace = SentSilo.TraceOf(receipt.Run);
        await again.UntilOutputAsync(task, "began");
        await silo.Client.CancelRunAsync(task, TestContext.Current.CancellationToken);
        var spans = await silo.Sink.UntilAsync(
            sent => sent.Any(span => IsRun(span, "executor", trace)), "the task of the second process");
        var resumed = Assert.Single(spans, span => IsRun(span, "executor", trace));
        Assert.Equal(task, resumed.Attributes["omnisage.run.id"]);
        Assert.Equal("cancelled", resumed.Attributes["omnisage.run.outcome"]);
        Assert.Equal("true", resumed.Attributes["omnisage.run.resumed"]);
    }

    [Fact]
    public async Task ForeignTraceParent_IsLinkedAndNotObeyed()
    {
        const string foreign = "4bf92f3577b34da6a3ce929d0e0e4736";
        const string caller = "00f067aa0ba902b7";
        foreach (var isTrusted in new[] { false, true })
        {
            await using var silo = await SentSilo.StartAsync(
                isGrpc: false, ("OMNISAGE_Telemetry__TrustTraceParent", isTrusted ? "true" : "false"));
            using var http = new HttpClient { BaseAddress = silo.Process.Url };
            http.DefaultRequestHeaders.Add("traceparent", $"00-{foreign}-{caller}-01");
            using var response = await http.GetAsync(
                new Uri("/health/live", UriKind.Relative), TestContext.Current.CancellationToken);

            var spans = await silo.Sink.UntilAsync(
                sent => sent.Any(span => span.Name == "GET /health/live"), "the request");
            var request = Assert.Single(spans, span => span.Name == "GET /health/live");
            Assert.Equal(isTrusted, request.Trace == foreign);
            Assert.Equal(isTrusted ? caller : "", request.Parent);
            Assert.Equal(isTrusted ? [] : [(foreign, caller)], request.Links);
        }
    }

    [Fact]
    public async Task Grpc_CarriesTracesMetricsAndLogs()
    {
        await using var silo = await SentSilo.StartAsync(isGrpc: true, ("OMNISAGE_Telemetry__LogLevel", "Information"));
        await using var talk = await Talk.OpenAsync(silo.Client, mode: null);
        var receipt = await talk.SendAsync("compute 6*7");
        await talk.AnswerAsync(receipt.Run);
        await silo.Sink.UntilAsync(
            sent => sent.Any(span => IsRun(span, "coordinator", SentSilo.TraceOf(receipt.Run))), "the turn");
        await silo.Sink.UntilAsync(
            () => silo.Sink.Bodies("metrics").Any(body => Holds(body, "omnisage.run.duration"))
                && silo.Sink.Bodies("logs").Any(body => Holds(body, "Storage is ready")),
            "metrics and logs");
    }

    [Fact]
    public async Task Sampler_DecidesForTheWholeTurn()
    {
        await using var silo = await SentSilo.StartAsync(isGrpc: false, ("OTEL_TRACES_SAMPLER", "always_off"));
        await using var talk = await Talk.OpenAsync(silo.Client, mode: null);
        var receipt = await talk.SendAsync("compute 6*7");
        await talk.InRunAsync(receipt.Run, "run.completed");
        await silo.Sink.UntilAsync(
            () => silo.Sink.Bodies("metrics").Any(body => Holds(body, "omnisage.run.duration")), "metrics");
        Assert.Empty(silo.Sink.Spans);
    }

    [Fact]
    public async Task ProviderThatFails_IsNamedByItsCode()
    {
        await using var broken = new ModelServer(ModelCharacters.Failing(500));
        await using var well = new ModelServer(ModelCharacters.Instant("Hello."));
        await using var silo = await SentSilo.StartAsync(
            isGrpc: false, [.. Link(0, "first", broken), .. Link(1, "second", well)]);
        await using var talk = await Talk.OpenAsync(silo.Client, mode: null);
        var receipt = await talk.SendAsync("hi");
        await talk.AnswerAsync(receipt.Run);
        var trace = SentSilo.TraceOf(receipt.Run);
        var spans = await silo.Sink.UntilAsync(
            sent => sent.Any(span => IsRun(span, "coordinator", trace)), "the turn");
        var chats = spans.Where(span => span.Trace == trace && span.Name.StartsWith("chat ", StringComparison.Ordinal));
        Assert.Equal(
            ["chat model-first", "chat model-second"], chats.OrderBy(span => span.From).Select(span => span.Name));
        Assert.Equal("model_unavailable", chats.MinBy(span => span.From)!.Attributes["error.type"]);
        var metrics = await silo.ReadMetricsAsync();
        Assert.Contains("omnisage_model_takeovers_total 1", metrics, StringComparison.Ordinal);
        Assert.Contains(
            "omnisage_model_healthy{gen_ai_provider_name=\"first\",gen_ai_request_model=\"model-first\"} 0",
            metrics,
            StringComparison.Ordinal);
    }

    internal static (string, string)[] Link(int place, string name, ModelServer server) =>
    [
        ($"OMNISAGE_Models__Levels__default__Chain__{place}__Url", server.Url),
        ($"OMNISAGE_Models__Levels__default__Chain__{place}__Model", $"model-{name}"),
        ($"OMNISAGE_Models__Levels__default__Chain__{place}__Provider", "openai"),
        ($"OMNISAGE_Models__Levels__default__Chain__{place}__Name", name),
    ];

    private static bool IsRun(SentSpan span, string agent, string trace) =>
        span.Name == $"invoke_agent {agent}" && span.Trace == trace;

    private static bool IsBelow(SentSpan span, string name, SentSpan parent) =>
        span.Name == name && span.Parent == parent.Id;

    private static bool Holds(byte[] body, string text) =>
        body.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(text)) >= 0;
}
