namespace OmniSage.Silo.Telemetry;

/// <summary>
/// What is told of the process. Where traces, metrics and logs are sent is set as everywhere else, by OpenTelemetry's
/// own variables (<c>OTEL_EXPORTER_OTLP_ENDPOINT</c> and the like); without an endpoint none are made.
/// </summary>
internal sealed class TelemetryOptions
{
    /// <summary>The configuration section: <c>Telemetry</c>.</summary>
    public const string Section = "Telemetry";

    /// <summary>Characters that a metrics token has at least, so that nobody finds it by trying.</summary>
    public const int TokenLeast = 20;

    /// <summary>Whether <c>/metrics</c> is there. Default: yes, for whoever has the token.</summary>
    public bool Metrics { get; set; } = true;

    /// <summary>
    /// What reads <c>/metrics</c>, as <c>Authorization: Bearer …</c>; 20 characters at least. Default: what the first
    /// start put into <c>metrics-token</c> in the data folder.
    /// </summary>
    public string? MetricsToken { get; set; }

    /// <summary>
    /// Whether a request's <c>traceparent</c> says which trace its span is in and whether that is recorded.
    /// Default: no, the span is linked with it.
    /// </summary>
    public bool TrustTraceParent { get; set; }

    /// <summary>How a line of the log looks. Default: as text, for people.</summary>
    public LogFormat LogFormat { get; set; }

    /// <summary>The least level of OmniSage's own lines. Default: warnings; those of libraries never less.</summary>
    public LogLevel LogLevel { get; set; } = LogLevel.Warning;
}
