namespace OmniSage.Grains.Tools;

/// <summary>Who may be given a tool.</summary>
[Flags]
internal enum ToolUsers
{
    None = 0,
    Coordinators = 1,
    Executors = 2,
}
