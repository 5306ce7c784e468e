using Microsoft.Extensions.Logging;
using OmniSage.GrainInterfaces.Recovery;
using OmniSage.Grains.Runs;
using OmniSage.Grains.Telemetry;
using OmniSage.Storage.Leases;
using Orleans.Runtime;

namespace OmniSage.Grains.Recovery;

[GrainType("recovery")]
internal sealed partial class RecoveryGrain(
    LeaseStore leases, AliveSilos silos, Courier courier, TimeProvider time, ILogger<RecoveryGrain> logger)
    : Grain, IRecoveryGrain
{
    /// <summary>Runs taken up in one go; the rest follows with the next.</summary>
    public const int RunsMax = 10_000;

    private const string ReminderName = "recover";
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private LeaseShard shard;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        shard = RecoveryShards.Parse(this.GetPrimaryKeyString());
        await this.RegisterOrUpdateReminder(ReminderName, Period, Period);
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => RecoverAsync();

    public async Task<int> RecoverAsync()
    {
        var expired = await leases.ExpiredAsync(
            silos.Incarnations, time.GetUtcNow(), shard, RunsMax, CancellationToken.None);
        foreach (var lease in expired)
        {
            var owner = new RunOwner(lease.OwnerKind, lease.OwnerKey);
            courier.Send(
                lease.Run.Tenant, $"recover {owner.Kind} {owner.Key}", grains => owner.Find(grains).RecoverAsync());
        }

        RunMeter.RunsRecovered(expired.Length);
        if (expired.Length > 0) LogRecovering(expired.Length, shard.Number);
        return expired.Length;
    }

    [LoggerMessage(LogLevel.Information, "Taking up {Runs} unfinished runs of shard {Shard}")]
    private partial void LogRecovering(int runs, int shard);
}
