using OmniSage.GrainInterfaces.Coordinators;
using OmniSage.GrainInterfaces.Runs;

namespace OmniSage.GrainInterfaces.Events;

/// <summary><c>message.received</c>, in the thread's journal: a message is durable, and which run takes it.</summary>
public sealed record MessageReceived : EventPayload
{
    public required Guid Message { get; init; }

    public required Guid Run { get; init; }

    public required string Text { get; init; }

    public required Guid By { get; init; }

    public string? ClientId { get; init; }

    /// <summary>What the run is: a turn, or a command that is answered on the spot.</summary>
    public required RunKind Kind { get; init; }

    public required QueueMode Mode { get; init; }

    public required Priority Priority { get; init; }

    /// <summary>Its pictures, which the first schema did not know.</summary>
    public ImmutableArray<ImageRef>? Images { get; init; }
}
