using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;

namespace OmniSage.Silo.Telemetry.Export;

/// <summary>OpenTelemetry's own settings, as far as they decide whether something is sent at all, and where.</summary>
internal sealed class OtlpSettings(IConfiguration configuration)
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public bool Traces => Sends("TRACES");

    public bool Metrics => Sends("METRICS");

    public bool Logs => Sends("LOGS");

    /// <summary>What <c>OTEL_SERVICE_NAME</c> and <c>OTEL_RESOURCE_ATTRIBUTES</c> say goes before.</summary>
    public static void Describe(ResourceBuilder resource)
    {
        var version = typeof(OtlpSettings).Assembly.GetName().Version?.ToString(3);
        resource.Clear()
            .AddService("omnisage", serviceVersion: version)
            .AddTelemetrySdk()
            .AddEnvironmentVariableDetector();
    }

    /// <summary>The address of one kind, where it has one of its own.</summary>
    public void Apply(OtlpExporterOptions options, string kind)
    {
        if (Own(kind) is { } own) options.Endpoint = new(own);
    }

    private bool Sends(string kind) =>
        (Own(kind) ?? Read(Endpoint)) is not null
        && !string.Equals(Read("OTEL_SDK_DISABLED"), "true", StringComparison.OrdinalIgnoreCase)
        && !string.Equals(Read($"OTEL_{kind}_EXPORTER"), "none", StringComparison.OrdinalIgnoreCase);

    private string? Own(string kind) => Read($"OTEL_EXPORTER_OTLP_{kind}_ENDPOINT");

    private string? Read(string name) => configuration[name] is { Length: > 0 } value ? value : null;
}
