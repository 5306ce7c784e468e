namespace OmniSage.GrainInterfaces.Events;

/// <summary>
/// <c>memory.recalled</c>, in a run: which facts its model is told, and at what cost. Their text is in the recorded
/// request only.
/// </summary>
/// <param name="Step">The recall's step.</param>
/// <param name="Attempt">Its attempt.</param>
/// <param name="Facts">The facts, best first.</param>
/// <param name="Tokens">What they cost, estimated.</param>
/// <param name="TokensMax">What they might have cost.</param>
/// <param name="Part">SHA-256 of the part of the request that holds them; null when there are none.</param>
/// <param name="Problem">Why nothing could be recalled, as a stable code; null when all went well.</param>
public sealed record MemoryRecalled(
    int Step,
    int Attempt,
    ImmutableArray<RecalledFact> Facts,
    int Tokens,
    int TokensMax,
    string? Part,
    string? Problem) : EventPayload;
