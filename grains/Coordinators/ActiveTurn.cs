namespace OmniSage.Grains.Coordinators;

/// <summary>
/// The turn that runs, on whose behalf, and all messages that joined it; which of them it has read is in its run.
/// </summary>
/// <param name="Run">Its run.</param>
/// <param name="By">On whose behalf.</param>
/// <param name="Steered">What joined it.</param>
/// <param name="IsShared">Several people speak in it, so that nobody's own facts are for it.</param>
internal sealed record ActiveTurn(
    Guid Run, Guid By, ImmutableArray<RunMessage> Steered, bool IsShared = false)
{
    /// <summary>Turns before it that followed tasks, without a person saying anything since.</summary>
    public int Depth { get; init; }

    /// <summary>Tasks that it delegated.</summary>
    public int Tasks { get; init; }
}
