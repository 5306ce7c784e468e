namespace OmniSage.Grains.Settings;

/// <summary>How much a settings document may say (limits in ARCHITECTURE.md).</summary>
internal static class SettingsBounds
{
    public const int AgentsMax = 50;

    /// <summary>Agents that a workspace ever names: each keeps its id.</summary>
    public const int AgentsEverMax = 500;

    public const int NameCharsMax = 60;
    public const int InstructionsCharsMax = 8_000;
    public const int ToolsMax = 100;
    public const int ModelCharsMax = 200;
    public const int TimeSecondsMax = 1_800;
    public const int TokensMax = 1_000_000;
}
