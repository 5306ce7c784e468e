namespace OmniSage.GrainInterfaces.Recovery;

/// <summary>
/// Sees that every unfinished run whose lease ran out is taken up again. Keyed by <c>install/shard</c>; wakes by a
/// reminder every minute and once when a silo starts.
/// </summary>
[Alias("omnisage.recovery"), GrainInterfaceType("recovery")]
public interface IRecoveryGrain : IGrainWithStringKey, IRemindable
{
    /// <summary>Wakes the owners of expired leases and answers how many there were.</summary>
    [Alias("recover")]
    Task<int> RecoverAsync();
}
