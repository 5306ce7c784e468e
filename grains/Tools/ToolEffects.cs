namespace OmniSage.Grains.Tools;

/// <summary>Where a call leaves a mark.</summary>
internal enum ToolEffects
{
    None,

    /// <summary>In the task's sandbox, and nowhere else.</summary>
    Sandbox,

    /// <summary>Outside the sandbox.</summary>
    External,
}
