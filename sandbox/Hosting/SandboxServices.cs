using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OmniSage.Sandbox.Bubblewrap;
using OmniSage.Sandbox.Daemon;
using OmniSage.Sandbox.Docker;

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
        SandboxMeter.Open();
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
        services.TryAddSingleton<ISandbox>(provider =>
            provider.GetRequiredService<IOptions<SandboxOptions>>().Value.Driver == "docker"
                ? ActivatorUtilities.CreateInstance<RemoteSandbox>(provider)
                : ActivatorUtilities.CreateInstance<BubblewrapSandbox>(provider));
        services.AddSingleton<SandboxHost>();
        services.AddHostedService<SandboxLifetime>();
        return services;
    }

    /// <summary>
    /// Serves as the sandbox daemon: the docker driver for the processes that may open <c>DaemonSocket</c>, until
    /// cancelled, or until nobody has been connected for <paramref name="idleMax"/> (null: for ever).
    /// </summary>
    /// <exception cref="SandboxException">Another daemon serves on that socket.</exception>
    public static async Task ServeSandboxDaemonAsync(
        this IServiceProvider services, TimeSpan? idleMax, Action onReady, CancellationToken ct)
    {
        using var docker = ActivatorUtilities.CreateInstance<DockerSandbox>(services);
        await ActivatorUtilities.CreateInstance<SandboxDaemon>(services, docker).ServeAsync(idleMax, onReady, ct);
    }
}
