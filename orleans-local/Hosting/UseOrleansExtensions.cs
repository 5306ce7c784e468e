using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OmniSage.OrleansLocal;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Microsoft.Extensions.Hosting;

public static class OrleansSiloGenericHostExtensions
{
    /// <summary>
    /// Makes the host a silo, with <see cref="IGrainFactory"/> and <see cref="IClusterClient"/> in its services.
    /// </summary>
    public static IHostApplicationBuilder UseOrleans(
        this IHostApplicationBuilder hostAppBuilder, Action<ISiloBuilder> configureDelegate)
    {
        configureDelegate(AddSilo(hostAppBuilder.Services, hostAppBuilder.Configuration));
        return hostAppBuilder;
    }

    /// <inheritdoc cref="UseOrleans(IHostApplicationBuilder, Action{ISiloBuilder})"/>
    public static HostApplicationBuilder UseOrleans(
        this HostApplicationBuilder hostAppBuilder, Action<ISiloBuilder> configureDelegate)
    {
        configureDelegate(AddSilo(hostAppBuilder.Services, hostAppBuilder.Configuration));
        return hostAppBuilder;
    }

    private static SiloBuilder AddSilo(IServiceCollection services, IConfiguration configuration)
    {
        var builder = new SiloBuilder(services, configuration);
        if (services.Any(static service => service.ServiceType == typeof(Silo)))
            return builder;

        if (configuration["Orleans:Clustering:ProviderType"] is { Length: > 0 } provider)
        {
            throw new OrleansConfigurationException(
                $"Orleans:Clustering:ProviderType is '{provider}', but this build of OmniSage runs as one process. "
                + "Build it with -p:OrleansFrom=packages to join a cluster, or remove the setting.");
        }

        services.AddOptions();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<Silo>();
        services.AddHostedService(static provider => provider.GetRequiredService<Silo>());
        services.AddSingleton<IClusterClient>(static provider => provider.GetRequiredService<Silo>().Factory);
        services.AddSingleton<IGrainFactory>(static provider => provider.GetRequiredService<Silo>().Factory);
        return builder;
    }

    private sealed class SiloBuilder(IServiceCollection services, IConfiguration configuration) : ISiloBuilder
    {
        public IServiceCollection Services { get; } = services;

        public IConfiguration Configuration { get; } = configuration;
    }
}
