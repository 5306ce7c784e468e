using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using OmniSage.Models;

namespace OmniSage.Grains.Coordinators.Summaries;

/// <summary>Whether there is a model that can sum up a conversation; the built-in one knows patterns only.</summary>
internal sealed class SummaryModel(IServiceProvider services)
{
    public bool IsThere { get; } =
        !services.GetRequiredKeyedService<IChatClient>(ModelLevels.Coordinator).IsBuiltIn();
}
