namespace OmniSage.Grains.Tools;

/// <summary>How much a call can harm: what policy asks about when no rule names the tool.</summary>
internal enum ToolRisk
{
    /// <summary>It reads, or changes only what goes with the task.</summary>
    Low,

    /// <summary>It makes or changes something that can be undone: asked once.</summary>
    Middling,

    /// <summary>It removes or overwrites what cannot be had back: asked each time.</summary>
    Destructive,
}
