namespace OmniSage.GrainInterfaces.Journals;

/// <summary>An event that a grain wants appended: everything but its place in the chain.</summary>
public sealed record NewEvent
{
    public required Guid Id { get; init; }

    public required string Type { get; init; }

    public required int Schema { get; init; }

    public required DateTimeOffset At { get; init; }

    public Guid? Workspace { get; init; }

    public Guid? Thread { get; init; }

    public required string Actor { get; init; }

    public required Labels Labels { get; init; }

    /// <summary>UTF-8 JSON.</summary>
    public required ReadOnlyMemory<byte> Payload { get; init; }
}
