namespace OmniSage.GrainInterfaces.Agents;

/// <summary>
/// The agent that every workspace has, without any settings. What names no agent, as nothing did before there were
/// several, is this one's.
/// </summary>
public static class BuiltInAgent
{
    public const string Slug = "omnisage";

    public const string Name = "OmniSage";

    /// <summary>Its id is the workspace's, which is nobody else's either.</summary>
    public static Guid IdIn(Guid workspace) => workspace;
}
