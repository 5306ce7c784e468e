using System.Collections.Concurrent;
using Orleans.Runtime;

namespace OmniSage.OrleansLocal;

/// <summary>Which target takes calls for which id. The only place where activations come into being.</summary>
internal sealed class ActivationDirectory(Silo silo)
{
    private readonly ConcurrentDictionary<GrainId, Mailbox> _targets = new();

    public IEnumerable<Mailbox> Mailboxes => _targets.Select(static entry => entry.Value);

    public IEnumerable<Activation> Activations => Mailboxes.OfType<Activation>();

    /// <summary>The target of an id, a new one if there is none.</summary>
    /// <exception cref="SiloUnavailableException">The silo is stopping and the grain is not active.</exception>
    public Mailbox TargetOf(GrainId id)
    {
        if (_targets.TryGetValue(id, out var target))
            return target;
        if (silo.Stopping)
            throw new SiloUnavailableException("The silo is stopping.");

        var fresh = new Activation(silo, silo.Classes.Find(id.Type), id);
        target = _targets.GetOrAdd(id, fresh);
        if (ReferenceEquals(target, fresh))
            fresh.Start(RequestContext.Current);
        return target;
    }

    public ObserverMailbox? FindObserver(GrainId id) => _targets.GetValueOrDefault(id) as ObserverMailbox;

    public void Add(ObserverMailbox observer) => _targets[observer.ObserverId] = observer;

    public void Remove(GrainId id) => _targets.TryRemove(id, out _);

    public void Remove(Activation activation) => _targets.TryRemove(new(activation.GrainId, activation));

    /// <summary>
    /// Puts a new activation in the place of one that ends, with the turns that wait there already in it, so that no
    /// later turn of the same sender overtakes them. Called under the gate of the old one.
    /// </summary>
    public void Succeed(Activation old, List<Turn> waiting)
    {
        var successor = new Activation(silo, old.Class, old.GrainId);
        foreach (var turn in waiting)
            successor.TryPost(turn);
        _targets[old.GrainId] = successor;
        successor.Start(context: null);
    }
}
