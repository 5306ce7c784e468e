using Orleans.Runtime;

namespace OmniSage.OrleansLocal;

/// <summary>The activations of one stateless worker: a call goes to an idle one, or to a new one while there may be
/// more.</summary>
internal sealed class StatelessWorkers(Silo silo, GrainClass grainClass, GrainId id) : ICallTarget
{
    private readonly Lock _gate = new();
    private readonly List<Activation> _activations = [];

    public IReadOnlyList<Activation> Activations
    {
        get
        {
            lock (_gate)
                return [.. _activations];
        }
    }

    public bool TryPost(Turn turn)
    {
        while (!Choose().TryPost(turn))
        {
            // That one ended in the meantime; it has left the list, so each round sees fewer.
        }

        return true;
    }

    public void Remove(Activation activation)
    {
        lock (_gate)
            _activations.Remove(activation);
    }

    private Activation Choose()
    {
        Activation fresh;
        lock (_gate)
        {
            var least = _activations.MinBy(static activation => activation.Load);
            if (least is not null && (least.Load == 0 || _activations.Count >= grainClass.Workers))
                return least;
            fresh = new(silo, grainClass, id, this);
            _activations.Add(fresh);
        }

        fresh.Start(RequestContext.Current);
        return fresh;
    }
}
