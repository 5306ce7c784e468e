namespace OmniSage.GrainInterfaces.Events;

/// <summary>A message as a run takes it.</summary>
public sealed record RunMessage(Guid Message, string Text)
{
    /// <summary>Its pictures.</summary>
    public ImmutableArray<ImageRef>? Images { get; init; }
}
