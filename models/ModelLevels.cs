namespace OmniSage.Models;

/// <summary>The levels at which a model is asked; each is the key of a registered <see cref="IChatClient"/>.</summary>
public static class ModelLevels
{
    /// <summary>Talks with the person and delegates work.</summary>
    public const string Coordinator = "coordinator";

    /// <summary>Does one delegated task with the tools of its sandbox.</summary>
    public const string Executor = "executor";

    /// <summary>Looks whether there is anything to do, often and cheaply.</summary>
    public const string Heartbeat = "heartbeat";

    /// <summary>In settings: what every level has that has none of its own.</summary>
    public const string Default = "default";

    public static ImmutableArray<string> All { get; } = [Coordinator, Executor, Heartbeat];
}
