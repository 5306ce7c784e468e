using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OmniSage.Sandbox.Bubblewrap;

namespace OmniSage.Sandbox;

/// <summary>Adds sandboxes to a host.</summary>
public static class SandboxServices
{
    /// <summary>
    /// Adds the driver that the options name as <see cref="ISandbox"/> and the <see cref="SandboxHost"/> over it, which
    /// starts and stops with the host. A driver registered before stays. Calling it again only adds configuration.
    /// </summary>
    public static IServiceCollection AddSandbox(
        this IServiceCollection services, Action<SandboxOptions>? configure = null)
    {
        var options = services.AddOptions<SandboxOptions>().ValidateOnStart();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        if (services.Any(service => service.ServiceType == typeof(SandboxHost)))
        {
            return services;
        }

        services.AddSingleton<IValidateOptions<SandboxOptions>, SandboxOptionsCheck>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ISandbox, BubblewrapSandbox>();
        services.AddSingleton<SandboxHost>();
        services.AddHostedService<SandboxLifetime>();
        return services;
    }
}
