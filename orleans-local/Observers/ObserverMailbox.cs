using Orleans;
using Orleans.Runtime;

namespace OmniSage.OrleansLocal;

/// <summary>
/// Calls to one observer object, one after another. The object is held weakly; once it is gone or deleted, one-way
/// calls to it vanish and other calls to it time out, as nobody is there to answer.
/// </summary>
internal sealed class ObserverMailbox(Silo silo, GrainId id, IGrainObserver observer) : Mailbox(silo)
{
    private readonly WeakReference<IGrainObserver> _observer = new(observer);
    private bool _deleted;

    public GrainId ObserverId { get; } = id;

    public IGrainObserver? Object => !_deleted && _observer.TryGetTarget(out var alive) ? alive : null;

    /// <summary>An observer is told, not asked: when this many calls wait for it, further ones are dropped.</summary>
    protected override int WaitingMax => Silo.Options.ObserverCallsMax;

    protected override bool Open => true;

    protected override bool Closed => false;

    public void Delete()
    {
        _deleted = true;
        Silo.Directory.Remove(ObserverId);
    }

    public override string ToString() => $"[Observer: {ObserverId}]";
}
