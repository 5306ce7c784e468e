using OmniSage.GrainInterfaces.Runs;

namespace OmniSage.GrainInterfaces.Events;

/// <summary><c>model.responded</c>: what the model said and what it wants called.</summary>
public sealed record ModelResponded(
    int Step, int Attempt, string Model, string Text, ImmutableArray<ToolCall> Calls, ModelUsage Usage) : EventPayload;
