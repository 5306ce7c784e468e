using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OmniSage.Egress;
using OmniSage.Models.Chains;
using OmniSage.Models.Settings;

namespace OmniSage.Models;

public static class ModelRegistration
{
    /// <summary>
    /// Registers a model for each of <see cref="ModelLevels"/> as a keyed <see cref="IChatClient"/>: the chain of the
    /// settings or the built-in offline model, unless the host has registered one under that key before.
    /// </summary>
    public static IServiceCollection AddModels(this IServiceCollection services)
    {
        services.AddOmniSageEgress();
        if (services.All(service => service.ServiceType != typeof(InstalledModels))) AddOptions(services);
        services.TryAddSingleton<ChainBuilder>();
        services.TryAddSingleton<ModelInspector>();
        services.TryAddSingleton<InstalledModels>();
        foreach (var level in ModelLevels.All)
        {
            services.TryAddKeyedSingleton<IChatClient>(
                level, (provider, _) => provider.GetRequiredService<InstalledModels>().Find(level));
        }

        return services;
    }

    /// <summary>A host without any configuration has the offline model.</summary>
    private static void AddOptions(IServiceCollection services)
    {
        services.TryAddSingleton<IConfiguration>(_ => new ConfigurationBuilder().Build());
        services.TryAddSingleton<ShortSettings>();
        services.AddOptions<ModelOptions>()
            .BindConfiguration(ModelOptions.Section)
            .PostConfigure<ShortSettings>((options, shorts) => shorts.ApplyTo(options))
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<ModelOptions>, ModelOptionsCheck>();
    }
}
