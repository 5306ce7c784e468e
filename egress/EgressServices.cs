using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace OmniSage.Egress;

/// <summary>Registers outbound HTTP. A host may register a <see cref="ResolveHost"/> of its own before.</summary>
public static class EgressServices
{
    public static IServiceCollection AddOmniSageEgress(this IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(EgressClient))) return services;
        services.AddOptions<EgressOptions>()
            .BindConfiguration(EgressOptions.Section)
            .ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<EgressOptions>, EgressOptionsCheck>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ResolveHost>(Dns.GetHostAddressesAsync);
        services.AddSingleton<EgressClient>();
        return services;
    }
}
