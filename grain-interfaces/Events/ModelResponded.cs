using OmniSage.GrainInterfaces.Runs;

namespace OmniSage.GrainInterfaces.Events;

/// <summary>
/// <c>model.responded</c>: what the model said and what it wants called; of a chain, whose model it is and who failed
/// before it, which the first schema did not know; and what it took, which the second did not.
/// </summary>
public sealed record ModelResponded(
    int Step, int Attempt, string Model, string Text, ImmutableArray<ToolCall> Calls, ModelUsage Usage) : EventPayload
{
    public string? Provider { get; init; }

    public ImmutableArray<ModelTry>? Tries { get; init; }

    public ModelCharge? Charge { get; init; }
}
