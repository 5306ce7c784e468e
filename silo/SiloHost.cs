using System.Net;
using OmniSage.Api;
using OmniSage.Grains;
using OmniSage.Models;
using OmniSage.Silo.FirstStart;
using OmniSage.Silo.Sandboxes;
using OmniSage.Silo.Telemetry;
using OmniSage.Silo.Telemetry.Logs;
using OmniSage.Silo.Telemetry.Metrics;
using OmniSage.Storage;
using OmniSage.Storage.Vault;

namespace OmniSage.Silo;

/// <summary>Puts OmniSage together as one process. Tests and the bench put it together here too.</summary>
internal static class SiloHost
{
    /// <summary>What the names of environment variables that are settings begin with.</summary>
    public const string SettingsPrefix = "OMNISAGE_";

    /// <param name="arguments">Where it listens and stores.</param>
    /// <param name="configure">
    /// What is registered before all else, and so stays: a scripted model, other options.
    /// </param>
    public static WebApplication Build(SiloArguments arguments, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ApplicationName = "OmniSage",
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Configuration.AddEnvironmentVariables(SettingsPrefix);
        builder.AddLines();
        configure?.Invoke(builder);
        builder.Services.AddSingleton(arguments);
        builder.AddTelemetry(arguments);
        builder.Services.AddHostedService<PortTry>();
        builder.AddStorage(arguments);
        builder.Services.AddFigures();
        builder.Services.AddSandboxes(arguments);
        builder.Services.AddModels();
        builder.UseOrleans(silo => silo.AddClustering().AddOmniSageGrains());
        builder.Services.AddHostedService<FirstStartUp>();
        builder.Services.AddSingleton<FirstKey>();
        builder.Services.AddHostedService<Announcement>();
        builder.Services.AddOmniSageApi();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, arguments.Port);
        });
        var app = builder.Build();
        app.MapOmniSageApi();
        app.MapMetrics();
        return app;
    }

    private static void AddStorage(this WebApplicationBuilder builder, SiloArguments arguments)
    {
        builder.Services.AddOptions<StorageOptions>()
            .BindConfiguration(StorageOptions.Section)
            // Last, so that the key, the address and the database are always in the same folder.
            .Configure(options => options.DataFolder = arguments.DataFolder);
        builder.Services.AddOptions<VaultOptions>().BindConfiguration(VaultOptions.Section);
        builder.Services.AddStorage();
    }
}
