using OmniSage.Grains.Tools;

namespace OmniSage.Grains.Settings;

/// <summary>What an agent's allow-list leaves of the tools that there are. Pure.</summary>
internal static class AgentTools
{
    /// <summary>How work is given and questions are asked: nobody who may work has to list them.</summary>
    private static readonly ImmutableArray<string> OfWork = [ToolIds.TaskDelegate, ToolIds.TaskAnswer, ToolIds.AskUser];

    /// <param name="own">The agent's list; null: whatever there is.</param>
    /// <param name="tools">What its coordinator, or its tasks, could be given.</param>
    /// <param name="catalog">All tools.</param>
    public static ImmutableArray<string> Of(
        ImmutableArray<string>? own, ImmutableArray<string> tools, ToolCatalog catalog)
    {
        if (own is not { } listed) return tools;
        var works = listed.Any(tool =>
            catalog.ForExecutors.Contains(tool) && !catalog.ForCoordinators.Contains(tool) && !OfWork.Contains(tool));
        return [.. tools.Where(tool => listed.Contains(tool) || (works && OfWork.Contains(tool)))];
    }
}
