namespace OmniSage.Grains.Coordinators;

/// <summary>
/// A turn that waits: for messages, or to take the results of tasks of the turn <paramref name="Parent"/>.
/// </summary>
internal sealed record QueuedTurn(
    Guid Run,
    QueueMode Mode,
    Guid By,
    ImmutableArray<RunMessage> Messages,
    ImmutableArray<TaskReport> Results,
    Guid? Parent = null,
    bool IsShared = false);
