namespace OmniSage.Models;

/// <summary>The levels at which a model is asked; each is the key of a registered <see cref="IChatClient"/>.</summary>
public static class ModelLevels
{
    /// <summary>Talks with the person and delegates work.</summary>
    public const string Coordinator = "coordinator";

    /// <summary>Does one delegated task with the tools of its sandbox.</summary>
    public const string Executor = "executor";
}
