using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OmniSage.Models.Offline;

namespace OmniSage.Models;

public static class ModelRegistration
{
    /// <summary>
    /// Registers a model for each of <see cref="ModelLevels"/> as a keyed <see cref="IChatClient"/>: the built-in
    /// offline model, unless the host has registered one under that key before.
    /// </summary>
    public static IServiceCollection AddModels(this IServiceCollection services)
    {
        services.TryAddKeyedSingleton<IChatClient, OfflineModel>(ModelLevels.Coordinator);
        services.TryAddKeyedSingleton<IChatClient, OfflineModel>(ModelLevels.Executor);
        return services;
    }
}
