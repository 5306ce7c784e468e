namespace OmniSage.Silo.Telemetry.Metrics;

/// <summary>What Prometheus calls a metric.</summary>
internal enum MetricKind { Counter, Gauge, Histogram }
