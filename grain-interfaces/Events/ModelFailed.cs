using OmniSage.GrainInterfaces.Runs;

namespace OmniSage.GrainInterfaces.Events;

/// <summary>
/// <c>model.failed</c>: an attempt of a model step brought nothing; of a chain, who failed in it, which the first
/// schema did not know; and what it took all the same, which the second did not.
/// </summary>
public sealed record ModelFailed(int Step, int Attempt, string Code, string Error, bool Retryable) : EventPayload
{
    public ImmutableArray<ModelTry>? Tries { get; init; }

    public ModelCharge? Charge { get; init; }
}
