using OmniSage.GrainInterfaces.Runs;

namespace OmniSage.GrainInterfaces.Events;

/// <summary><c>tool.requested</c>: a call is about to be made, with its arguments in full.</summary>
public sealed record ToolRequested(int Step, ToolCall Call, int Version) : EventPayload;
