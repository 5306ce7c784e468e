using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace OmniSage.EndToEnd.Tests.Telemetry;

/// <summary>A real receiver of OpenTelemetry's protocol, over HTTP and over gRPC, that keeps what it is sent.</summary>
public sealed class OtlpSink : IAsyncDisposable
{
    private const int GrpcHead = 5;
    private static readonly TimeSpan TimeMax = TimeSpan.FromSeconds(60);

    private readonly Lock gate = new();
    private readonly List<(string Kind, byte[] Body)> received = [];
    private readonly WebApplication app;
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private OtlpSink()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
        });
        app = builder.Build();
        app.Run(TakeAsync);
    }

    public string HttpUrl => app.Urls.First();

    public string GrpcUrl => app.Urls.Last();

    /// <summary>All bodies of one kind: <c>traces</c>, <c>metrics</c> or <c>logs</c>.</summary>
    public IReadOnlyList<byte[]> Bodies(string kind)
    {
        lock (gate) return [.. received.Where(one => one.Kind == kind).Select(one => one.Body)];
    }

    public IReadOnlyList<SentSpan> Spans => [.. Bodies("traces").SelectMany(SentSpan.In)];

    public static async Task<OtlpSink> StartAsync()
    {
        var sink = new OtlpSink();
        await sink.app.StartAsync();
        return sink;
    }

    /// <summary>Settings that send everything here, soon.</summary>
    public Dictionary<string, string> Settings(bool isGrpc = false) => new()
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = isGrpc ? GrpcUrl : HttpUrl,
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = isGrpc ? "grpc" : "http/protobuf",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "100",
        ["OTEL_BLRP_SCHEDULE_DELAY"] = "100",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "300",
    };

    /// <summary>Waits until the spans that were sent are as wanted.</summary>
    public async Task<IReadOnlyList<SentSpan>> UntilAsync(Func<IReadOnlyList<SentSpan>, bool> isSo, string what)
    {
        await UntilAsync(() => isSo(Spans), what);
        return Spans;
    }

    public async Task UntilAsync(Func<bool> isSo, string what)
    {
        using var limit = new CancellationTokenSource(TimeMax);
        while (true)
        {
            Task next;
            lock (gate) next = changed.Task;
            if (isSo()) return;
            try
            {
                await next.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                var names = string.Join("; ", Spans.Select(span => $"{span.Trace[..6]} {span.Parent} > {span.Name}"));
                throw new TimeoutException($"Waited {TimeMax} for {what}. Sent were: {names}");
            }
        }
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var path = context.Request.Path.Value!;
        var isGrpc = context.Request.ContentType == "application/grpc";
        var kind = path.Contains("race", StringComparison.Ordinal) ? "traces"
            : path.Contains("etrics", StringComparison.Ordinal) ? "metrics"
            : "logs";
        lock (gate)
        {
            received.Add((kind, isGrpc ? body.ToArray()[GrpcHead..] : body.ToArray()));
            changed.SetResult();
            changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        if (!isGrpc)
        {
            context.Response.ContentType = "application/x-protobuf";
            return;
        }

        context.Response.ContentType = "application/grpc";
        context.Response.AppendTrailer("grpc-status", "0");
        await context.Response.Body.WriteAsync(new byte[GrpcHead]);
    }
}
