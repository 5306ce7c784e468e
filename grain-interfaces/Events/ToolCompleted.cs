namespace OmniSage.GrainInterfaces.Events;

/// <summary>
/// <c>tool.completed</c>: the tool's answer as JSON text, and the SHA-256 of the workspace as it was afterwards
/// where the tool may have changed it.
/// </summary>
public sealed record ToolCompleted(int Step, int Attempt, string Call, string Result, string? Workspace) : EventPayload;
