using OmniSage.GrainInterfaces.Executors;
using OmniSage.GrainInterfaces.Runs;

namespace OmniSage.GrainInterfaces.Admission;

/// <summary>
/// Sees that at most as many of a tenant's executors work at once as its plan allows, by priority and then by age.
/// Keyed by <see cref="TenantId"/>. What it knows can be rebuilt from the runs, so it keeps no journal.
/// </summary>
[Alias("omnisage.admission"), GrainInterfaceType("admission")]
public interface IAdmissionGrain : IGrainWithStringKey
{
    /// <summary>
    /// True: the task has a place. False: it waits, and <see cref="IExecutorGrain.PlaceGrantedAsync"/> is called.
    /// </summary>
    [Alias("request")]
    Task<bool> RequestAsync(TaskId task, Priority priority);

    /// <summary>Gives the place back, or gives up waiting. Repeating it changes nothing.</summary>
    [Alias("release")]
    Task ReleaseAsync(TaskId task);
}
