namespace OmniSage.GrainInterfaces.Events;

/// <summary>
/// <c>message.steered</c>, in a run: a message that arrived meanwhile joined the run at this step; with its pictures,
/// which the first schema did not know.
/// </summary>
public sealed record MessageSteered(Guid Message, string Text) : EventPayload
{
    public ImmutableArray<ImageRef>? Images { get; init; }
}
