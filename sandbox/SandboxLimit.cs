namespace OmniSage.Sandbox;

/// <summary>What a driver reports about, limit by limit.</summary>
public enum SandboxLimit
{
    Memory,
    Processes,
    Cpu,
    Disk,
    Files,
    OpenFiles,
    Time,
    Output,
    Network,
    SystemCalls,
    User,
}
