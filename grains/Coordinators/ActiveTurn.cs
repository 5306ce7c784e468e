namespace OmniSage.Grains.Coordinators;

/// <summary>
/// The turn that runs, on whose behalf, and all messages that joined it; which of them it has read is in its run.
/// </summary>
internal sealed record ActiveTurn(Guid Run, Guid By, ImmutableArray<RunMessage> Steered);
