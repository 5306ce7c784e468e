using Microsoft.Extensions.Options;
using OmniSage.GrainInterfaces.Admission;
using OmniSage.Grains.Runs;
using OmniSage.Storage.Runs;
using Orleans.Runtime;

namespace OmniSage.Grains.Admission;

[GrainType("admission")]
internal sealed class AdmissionGrain(UnfinishedRuns unfinished, Courier courier, IOptions<AgentOptions> options)
    : Grain, IAdmissionGrain
{
    private static readonly TimeSpan CheckPeriod = TimeSpan.FromSeconds(30);

    private TenantId tenant;
    private Places places = null!;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        tenant = TenantId.Parse(this.GetPrimaryKeyString());
        places = new(options.Value.ExecutorsMax, [.. await WorkingAsync(cancellationToken)], []);
        // As long as it ticks, the grain is not collected, and those who wait are not forgotten.
        this.RegisterGrainTimer(CheckAsync, new() { DueTime = CheckPeriod, Period = CheckPeriod, KeepAlive = true });
    }

    public Task<bool> RequestAsync(TaskId task, Priority priority)
    {
        (places, var granted) = places.Request(task.Value, priority);
        return Task.FromResult(granted);
    }

    public Task ReleaseAsync(TaskId task)
    {
        Release(task.Value);
        return Task.CompletedTask;
    }

    /// <summary>
    /// Takes back places of tasks that ended without saying so, and tells again whoever has one and may not know.
    /// </summary>
    private async Task CheckAsync(CancellationToken cancellation)
    {
        if (places is { Working.IsEmpty: true, Waiting.IsEmpty: true })
        {
            DeactivateOnIdle();
            return;
        }

        var alive = await unfinished.TasksAsync(tenant, cancellation);
        foreach (var task in places.Working.Concat(places.Waiting.Select(waiting => waiting.Task)).ToList())
        {
            if (!alive.TryGetValue(task, out var status)) Release(task);
            else if (status == RunStatus.Parked && places.Working.Contains(task)) Tell(task);
        }
    }

    private void Release(Guid task)
    {
        (places, var granted) = places.Release(task);
        foreach (var next in granted) Tell(next);
    }

    /// <summary>Never awaited here: the executor may be waiting for this grain at the same moment.</summary>
    private void Tell(Guid task)
    {
        var id = new TaskId(tenant, task);
        courier.Send(
            tenant, $"place {id}", grains => grains.GetGrain<IExecutorGrain>(id.ToGrainKey()).PlaceGrantedAsync());
    }

    /// <summary>
    /// Those that hold a place since before this activation; those that wait ask again by themselves.
    /// </summary>
    private async Task<IEnumerable<Guid>> WorkingAsync(CancellationToken cancellation) =>
        (await unfinished.TasksAsync(tenant, cancellation))
            .Where(task => task.Value == RunStatus.Running)
            .Select(task => task.Key);
}
