using System.Diagnostics;
using OmniSage.Silo.Telemetry.Export;
using OmniSage.Silo.Telemetry.Logs;
using OmniSage.Silo.Telemetry.Metrics;
using OpenTelemetry.Logs;
using OpenTelemetry.Resources;

namespace OmniSage.Silo.Telemetry;

/// <summary>Metrics, traces and logs of the process.</summary>
internal static class TelemetrySetUp
{
    /// <summary>Comes before what it tells of, so that it sees all of it and is the last to stop.</summary>
    public static void AddTelemetry(this WebApplicationBuilder builder, SiloArguments arguments)
    {
        var services = builder.Services;
        services.AddOptions<TelemetryOptions>()
            .BindConfiguration(TelemetryOptions.Section)
            .Configure(options => options.LogFormat = arguments.LogFormat ?? options.LogFormat)
            .Validate(
                options => options.MetricsToken is null or { Length: >= TelemetryOptions.TokenLeast },
                $"Telemetry:MetricsToken must have {TelemetryOptions.TokenLeast} characters at least; without it one is"
                + $" made and kept in {MetricsToken.TokenFile} in the data folder.")
            .ValidateOnStart();
        var settings = new OtlpSettings(builder.Configuration);
        services.AddSingleton(settings);
        services.AddHostedService<OtlpExport>();
        services.AddMetrics();
        services.AddSingleton<ILoggerProvider, LogCount>();
        services.AddSingleton<MetricStore>();
        services.AddSingleton<ProcessGauges>();
        services.AddTransient<IStartupFilter, RequestSpans>();
        if (settings.Logs) builder.Logging.AddOpenTelemetry(logs => Send(logs, settings));
        const string trust = $"{TelemetryOptions.Section}:{nameof(TelemetryOptions.TrustTraceParent)}";
        if (!builder.Configuration.GetValue(trust, false))
            services.AddSingleton<DistributedContextPropagator, ForeignContext>();
    }

    /// <summary>Comes after storage, whose folder and tables it looks at.</summary>
    public static void AddFigures(this IServiceCollection services)
    {
        services.AddSingleton<MetricsToken>();
        services.AddHostedService(provider => provider.GetRequiredService<MetricsToken>());
        services.AddHostedService(provider => provider.GetRequiredService<ProcessGauges>());
    }

    private static void Send(OpenTelemetryLoggerOptions logs, OtlpSettings settings)
    {
        var resource = ResourceBuilder.CreateEmpty();
        OtlpSettings.Describe(resource);
        logs.SetResourceBuilder(resource);
        logs.IncludeFormattedMessage = true;
        logs.AddProcessor(new LogContentFilter());
        logs.AddOtlpExporter(options => settings.Apply(options, "LOGS"));
    }
}
