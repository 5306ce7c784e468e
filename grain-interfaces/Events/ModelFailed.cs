using OmniSage.GrainInterfaces.Runs;

namespace OmniSage.GrainInterfaces.Events;

/// <summary>
/// <c>model.failed</c>: an attempt of a model step brought nothing; of a chain, who failed in it, which the first
/// schema did not know.
/// </summary>
public sealed record ModelFailed(int Step, int Attempt, string Code, string Error, bool Retryable) : EventPayload
{
    public ImmutableArray<ModelTry>? Tries { get; init; }
}
