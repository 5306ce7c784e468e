using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;

namespace OmniSage.OrleansLocal;

/// <summary>
/// One life of a grain: made at the first call, used by one turn at a time, ended by request, idleness or shutdown.
/// There is at most one per id at any moment.
/// </summary>
internal sealed class Activation(Silo silo, GrainClass grainClass, GrainId id) : Mailbox(silo), IGrainContext
{
    private readonly TaskCompletionSource _gone = new();
    private AsyncServiceScope _scope;
    private IGrainBase? _instance;
    private GrainReference? _reference;
    private List<GrainTimer>? _timers;
    private Dictionary<Guid, StreamHandler>? _handlers;
    private Phase _phase;
    private DeactivationReason? _ending;
    private long _lastUse = silo.Now;

    private enum Phase : byte
    {
        Activating,
        Active,
        Deactivating,
        Gone,
    }

    /// <summary>The activation whose code is running here, if any.</summary>
    public static Activation? Running => Current as Activation;

    public GrainClass Class { get; } = grainClass;

    public GrainId GrainId { get; } = id;

    public GrainReference GrainReference => _reference ??= Silo.Factory.ReferenceTo(GrainId, Class.FirstInterface);

    public object? GrainInstance => _instance;

    public IServiceProvider ActivationServices => _scope.ServiceProvider;

    public Task Deactivated => _gone.Task;

    /// <summary>Handlers of the stream subscriptions that this activation has resumed.</summary>
    public Dictionary<Guid, StreamHandler> Handlers => _handlers ??= [];

    protected override int WaitingMax => Silo.Messaging.MaxEnqueuedRequestsHardLimit;

    protected override bool Open => _phase == Phase.Active;

    protected override bool Closed => _phase == Phase.Gone;

    /// <summary>Makes the grain and runs its <c>OnActivateAsync</c>; turns wait until then.</summary>
    public void Start(Dictionary<string, object>? context)
    {
        using (WithoutContext.Flow())
        {
            _ = Task.Factory.StartNew(
                () => ActivateAsync(context), CancellationToken.None, TaskCreationOptions.None, this);
        }
    }

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        var visit = false;
        lock (Gate)
        {
            _ending ??= deactivationReason;
            if (_phase == Phase.Active)
                visit = EndActive();
        }

        if (visit)
            Visit();
    }

    /// <summary>Deactivates once nothing runs or waits.</summary>
    public void DeactivateWhenDone(DeactivationReason reason)
    {
        var visit = false;
        lock (Gate)
        {
            _ending ??= reason;
            if (_phase == Phase.Active && Idle && Empty)
                visit = EndActive();
        }

        if (visit)
            Visit();
    }

    /// <summary>Deactivates if nothing used this activation for the collection age.</summary>
    public void CollectIfIdle(long now)
    {
        bool idle;
        lock (Gate)
            idle = _phase == Phase.Active && Load == 0
                && Silo.Time.GetElapsedTime(_lastUse, now) >= Silo.Collection.CollectionAge;
        if (idle)
            Deactivate(new(DeactivationReasonCode.ActivationIdle, "The activation was idle."));
    }

    public void Add(GrainTimer timer) => (_timers ??= []).Add(timer);

    public void Remove(GrainTimer timer) => _timers?.Remove(timer);

    public override string ToString() => $"[Activation: {GrainId}]";

    protected override bool Ended(Turn turn)
    {
        if (turn.KeepsAlive)
            _lastUse = Silo.Now;
        if (_phase == Phase.Deactivating && Idle)
            return Enqueue((Action)BeginDeactivating);
        return _phase == Phase.Active && _ending is not null && Idle && Empty && EndActive();
    }

    private bool EndActive()
    {
        _phase = Phase.Deactivating;
        return Idle && Enqueue((Action)BeginDeactivating);
    }

    private async Task ActivateAsync(Dictionary<string, object>? context)
    {
        try
        {
            RequestContext.Current = context;
            _scope = Silo.Services.CreateAsyncScope();
            _instance = (IGrainBase)Class.Create(_scope.ServiceProvider);
            using var limit = new CancellationTokenSource(Silo.Collection.ActivationTimeout, Silo.Time);
            await _instance.OnActivateAsync(limit.Token);
        }
        catch (Exception exception)
        {
            Silo.Log.ActivationFailed(GrainId, exception);
            await CloseAsync(exception);
            return;
        }

        bool visit;
        lock (Gate)
        {
            _phase = Phase.Active;
            visit = BeginWaiting(opening: true);
            if (_ending is not null && Idle && Empty)
                visit |= EndActive();
        }

        if (visit)
            Visit();
    }

    private void BeginDeactivating() => _ = DeactivateAsync();

    private async Task DeactivateAsync()
    {
        var reason = _ending ?? new(DeactivationReasonCode.None, "");
        try
        {
            StopTimers();
            using var limit = new CancellationTokenSource(Silo.Collection.DeactivationTimeout, Silo.Time);
            await _instance!.OnDeactivateAsync(reason, limit.Token)
                .WaitAsync(Silo.Collection.DeactivationTimeout, Silo.Time);
        }
        catch (Exception exception)
        {
            Silo.Log.DeactivationFailed(GrainId, exception);
        }

        await CloseAsync(failure: null);
    }

    /// <summary>
    /// Takes this activation out of the directory; what waits fails or moves to its successor, in order.
    /// </summary>
    private async Task CloseAsync(Exception? failure)
    {
        StopTimers();
        List<Turn> waiting;
        lock (Gate)
        {
            waiting = TakeWaiting();
            if (failure is null && waiting.Count > 0 && !Silo.Stopping)
            {
                Silo.Directory.Succeed(this, waiting);
                waiting = [];
            }
            else
            {
                Silo.Directory.Remove(this);
            }

            _phase = Phase.Gone;
        }

        foreach (var turn in waiting)
            turn.Reject(failure ?? new SiloUnavailableException());

        await DisposeScopeAsync();
        _instance = null;
        _gone.TrySetResult();
    }

    private async Task DisposeScopeAsync()
    {
        try
        {
            await _scope.DisposeAsync();
        }
        catch (Exception exception)
        {
            Silo.Log.DeactivationFailed(GrainId, exception);
        }
    }

    private void StopTimers()
    {
        foreach (var timer in _timers?.ToArray() ?? [])
            timer.Dispose();
    }
}
