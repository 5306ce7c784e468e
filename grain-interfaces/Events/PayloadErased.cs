namespace OmniSage.GrainInterfaces.Events;

/// <summary>
/// <c>payload.erased</c>: the payload and salt of an earlier event of this journal were removed for good, in the same
/// unit as this is written. An erased payload that no such event names was not removed by us.
/// </summary>
/// <param name="Seq">The position of the event whose payload is gone.</param>
public sealed record PayloadErased(long Seq) : EventPayload;
