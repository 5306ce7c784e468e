using Microsoft.Extensions.Logging.Console;

namespace OmniSage.Silo.Telemetry.Logs;

/// <summary>The terminal belongs to the person; what goes wrong goes to the error channel, a line each.</summary>
internal static class LogSetUp
{
    public static void AddLines(this WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddConsole(console =>
        {
            console.FormatterName = LineFormatter.FormatterName;
            console.LogToStandardErrorThreshold = LogLevel.Trace;
        });
        builder.Logging.AddConsoleFormatter<LineFormatter, ConsoleFormatterOptions>();
        builder.Services.Configure<ConsoleLifetimeOptions>(lifetime => lifetime.SuppressStatusMessages = true);
        builder.Services.AddOptions<LoggerFilterOptions>().PostConfigure<Microsoft.Extensions.Options.IOptions<
            TelemetryOptions>>((filters, telemetry) => Bound(filters, telemetry.Value.LogLevel));
    }

    /// <summary>
    /// One level for what is ours, and warnings of everybody else, whatever a setting says: libraries name addresses,
    /// files and statements in their smaller talk.
    /// </summary>
    private static void Bound(LoggerFilterOptions filters, LogLevel level)
    {
        filters.Rules.Clear();
        filters.MinLevel = LogLevel.Warning;
        foreach (var own in new[] { "OmniSage", "Orleans" }) filters.Rules.Add(new(null, own, level, null));
#if ORLEANS_PACKAGES
        // Orleans warns of its own ordinary start.
        filters.Rules.Add(new(null, "Orleans", LogLevel.Error, null));
#endif
        // A start that fails is told in one sentence by whoever started it, not by the host's stack trace.
        filters.Rules.Add(new(null, "Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None, null));
    }
}
