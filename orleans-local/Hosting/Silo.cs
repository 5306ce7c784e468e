using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;

namespace OmniSage.OrleansLocal;

/// <summary>
/// The one silo of this process: holds what grains share, keeps coarse time for them, and ends them in order at the
/// stop.
/// </summary>
internal sealed class Silo : IHostedLifecycleService
{
    /// <summary>How exactly time-outs and idleness are kept.</summary>
    private static readonly TimeSpan SweepPeriod = TimeSpan.FromSeconds(1);

    private ITimer? _sweep;
    private long _collectAt;

    public Silo(IServiceProvider services)
    {
        Services = services;
        Options = services.GetRequiredService<IOptions<LocalSiloOptions>>().Value;
        Messaging = services.GetRequiredService<IOptions<SiloMessagingOptions>>().Value;
        Collection = services.GetRequiredService<IOptions<GrainCollectionOptions>>().Value;
        Time = services.GetRequiredService<TimeProvider>();
        Log = new(services.GetRequiredService<ILogger<Silo>>());
        Now = Time.GetTimestamp();
        Background = new(Workers);
        Classes = new();
        Directory = new(this);
        Factory = new(this);
        Copy = new(this);
    }

    public IServiceProvider Services { get; }

    public LocalSiloOptions Options { get; }

    public SiloMessagingOptions Messaging { get; }

    public GrainCollectionOptions Collection { get; }

    public TimeProvider Time { get; }

    public SiloLog Log { get; }

    public GrainClasses Classes { get; }

    public ActivationDirectory Directory { get; }

    public GrainFactory Factory { get; }

    public JsonCopy Copy { get; }

    /// <summary>Resolved when first needed: a filter may itself ask for the grain factory.</summary>
    public IIncomingGrainCallFilter[] IncomingFilters =>
        field ??= [.. Services.GetServices<IIncomingGrainCallFilter>()];

    /// <inheritdoc cref="IncomingFilters"/>
    public IOutgoingGrainCallFilter[] OutgoingFilters =>
        field ??= [.. Services.GetServices<IOutgoingGrainCallFilter>()];

    public TaskScheduler Workers => Options.Workers;

    /// <summary>Where the silo's own work runs.</summary>
    public TurnScheduler Background { get; }

    /// <summary>Time stamp of the last sweep: cheap to read, up to a second old.</summary>
    public long Now { get; private set; }

    public bool Stopping { get; private set; }

    public Guid NewGuid() => Options.NewGuid();

    public long Ticks(TimeSpan time) => (long)(time.TotalSeconds * Time.TimestampFrequency);

    /// <summary>Runs the silo's own work on its scheduler; a failure is logged.</summary>
    public void RunInBackground(Func<Task> work)
    {
        using (WithoutContext.Flow())
            _ = Task.Factory.StartNew(LoggedAsync, CancellationToken.None, TaskCreationOptions.None, Background);

        async Task LoggedAsync()
        {
            try
            {
                await work();
            }
            catch (Exception exception)
            {
                Log.BackgroundFailed(exception);
            }
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        Now = Time.GetTimestamp();
        _collectAt = Now + Ticks(Collection.CollectionQuantum);
        using (WithoutContext.Flow())
            _sweep = Time.CreateTimer(_ => RunInBackground(SweepAsync), null, SweepPeriod, SweepPeriod);
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>
    /// Ends all activations after the other hosted services have stopped: what runs or waits is finished, nothing new
    /// is activated. Bounded by the deactivation time-out and the host's own.
    /// </summary>
    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        Stopping = true;
        var active = Directory.Activations.ToList();
        foreach (var activation in active)
            activation.DeactivateWhenDone(new(DeactivationReasonCode.ShuttingDown, "The silo is stopping."));
        try
        {
            await Task.WhenAll(active.Select(static activation => activation.Deactivated))
                .WaitAsync(Collection.DeactivationTimeout, Time, cancellationToken);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            Log.StoppedWithGrains(Directory.Activations.Count());
        }

        if (_sweep is not null)
            await _sweep.DisposeAsync();
    }

    private Task SweepAsync()
    {
        Now = Time.GetTimestamp();
        foreach (var mailbox in Directory.Mailboxes)
            mailbox.ExpireCalls(Now);
        if (Now < _collectAt)
            return Task.CompletedTask;
        _collectAt = Now + Ticks(Collection.CollectionQuantum);
        foreach (var activation in Directory.Activations)
            activation.CollectIfIdle(Now);
        return Task.CompletedTask;
    }
}
