using System.Diagnostics.Metrics;

namespace OmniSage.Silo.Telemetry.Logs;

/// <summary>Counts warnings and worse, so that what nobody looks for is seen in the figures.</summary>
internal sealed class LogCount(IMeterFactory meters) : ILoggerProvider
{
    private readonly Counter<long> lines = meters.Create(Metrics.ProcessGauges.Name).CreateCounter<long>(
        "omnisage.log.records", "{record}", "Lines of the log that are warnings or worse, by level.");

    public ILogger CreateLogger(string categoryName) => new Counting(lines);

    public void Dispose()
    {
    }

    private sealed class Counting(Counter<long> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel is >= LogLevel.Warning and < LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                lines.Add(1, new KeyValuePair<string, object?>("level", logLevel.ToString().ToLowerInvariant()));
        }
    }
}
