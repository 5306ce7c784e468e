using OmniSage.Silo.Telemetry.Metrics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace OmniSage.Silo.Telemetry.Export;

/// <summary>
/// Sends traces and metrics where OpenTelemetry's settings say, from before anything starts until everything has
/// stopped. Without such a setting nobody listens, so that no span is ever made.
/// </summary>
internal sealed class OtlpExport(IConfiguration configuration, OtlpSettings settings) : IHostedService, IDisposable
{
    private const int FlushMilliseconds = 5_000;

    private TracerProvider? traces;
    private MeterProvider? metrics;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (settings.Traces) traces = OpenTraces();
        if (settings.Metrics) metrics = OpenMetrics();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        traces?.ForceFlush(FlushMilliseconds);
        metrics?.ForceFlush(FlushMilliseconds);
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        traces?.Dispose();
        metrics?.Dispose();
    }

    private TracerProvider OpenTraces() => Sdk.CreateTracerProviderBuilder()
        .ConfigureServices(services => services.AddSingleton(configuration))
        .ConfigureResource(OtlpSettings.Describe)
        .AddSource("OmniSage.Runs", "OmniSage.Models", "OmniSage.Sandbox", "Microsoft.AspNetCore")
        .AddProcessor(new SpanContentFilter())
        .AddOtlpExporter(options => settings.Apply(options, "TRACES"))
        .Build();

    private MeterProvider OpenMetrics() => Sdk.CreateMeterProviderBuilder()
        .ConfigureServices(services => services.AddSingleton(configuration))
        .ConfigureResource(OtlpSettings.Describe)
        .AddMeter([.. MetricStore.Meters])
        .AddOtlpExporter(options => settings.Apply(options, "METRICS"))
        .Build();
}
