namespace OmniSage.Grains.Coordinators;

/// <summary>Where an incoming message goes.</summary>
internal abstract record Placement
{
    /// <summary>Nothing runs: it gets a turn at once.</summary>
    public sealed record StartTurn : Placement;

    /// <summary>It joins a run that is promised or runs already.</summary>
    public sealed record Join(Guid Run) : Placement;

    /// <summary>It waits for a turn of its own.</summary>
    public sealed record Wait : Placement;

    /// <summary>It cancels the running turn and gets a turn at once.</summary>
    public sealed record Interrupt : Placement;

    /// <summary>A bound is reached; nothing is taken.</summary>
    public sealed record Refuse(string Reason) : Placement;
}
