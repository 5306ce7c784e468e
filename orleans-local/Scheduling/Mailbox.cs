using Orleans.Runtime;

namespace OmniSage.OrleansLocal;

/// <summary>
/// Decides which turn may begin: one at a time, but read-only turns beside read-only turns, and interleaving ones
/// beside anything. Turns of one sender begin in the order they were posted, unless they interleave.
/// </summary>
internal abstract class Mailbox(Silo silo) : TurnScheduler(silo.Workers)
{
    private TurnList _waiting;
    private TurnList _running;
    private int _readers;
    private bool _exclusive;

    public Silo Silo { get; } = silo;

    /// <summary>How many turns run and wait.</summary>
    public int Load => _running.Count + _waiting.Count;

    /// <summary>The most turns that may wait; 0 stands for no bound.</summary>
    protected abstract int WaitingMax { get; }

    /// <summary>Whether turns may begin. Read under the gate.</summary>
    protected abstract bool Open { get; }

    /// <summary>No turn will ever begin here again; senders look elsewhere. Read under the gate.</summary>
    protected abstract bool Closed { get; }

    protected bool Idle => _running.Count == 0;

    protected bool Empty => _waiting.Count == 0;

    /// <summary>Has the turn run or wait here.</summary>
    /// <returns>Whether it was taken; if not, this mailbox is closed and there may be a newer one.</returns>
    public bool TryPost(Turn turn)
    {
        bool visit = false, full = false;
        lock (Gate)
        {
            if (Closed)
                return false;
            turn.MoveTo(this);
            if (Open && MayBegin(turn))
                visit = Begin(turn);
            else if (WaitingMax > 0 && _waiting.Count >= WaitingMax)
                full = true;
            else
                _waiting.Add(turn);
        }

        if (visit)
            Visit();
        if (full)
            turn.Reject(new LimitExceededException("MaxEnqueuedRequestsHardLimit", WaitingMax + 1, WaitingMax, this));
        return true;
    }

    /// <summary>A turn of this mailbox is over: others may begin.</summary>
    internal void Finished(Turn turn)
    {
        bool visit;
        lock (Gate)
            visit = Finish(turn);
        if (visit)
            Visit();
    }

    /// <summary>
    /// The same for a turn that ends while its worker is here, and lets the worker go if nothing is left.
    /// </summary>
    /// <returns>Whether the worker has left.</returns>
    internal bool FinishedAndLeft(Turn turn)
    {
        bool visit, left;
        lock (Gate)
        {
            visit = Finish(turn);
            left = TryLeave();
        }

        if (visit)
            Visit();
        return left;
    }

    /// <summary>
    /// Reports time-outs to the callers of turns that are too old. A running turn goes on nevertheless.
    /// </summary>
    internal void ExpireCalls(long now)
    {
        List<Turn> turns;
        lock (Gate)
        {
            if (Load == 0)
                return;
            turns = new(Load);
            for (var turn = _waiting.First; turn is not null; turn = turn.Next)
                turns.Add(turn);
            for (var turn = _running.First; turn is not null; turn = turn.Next)
                turns.Add(turn);
        }

        foreach (var turn in turns)
            turn.ExpireAt(now);
    }

    /// <summary>Has the first waiting turns begin. Call under the gate.</summary>
    /// <param name="opening">Interleaving turns wait too, as the mailbox was not open until now.</param>
    /// <returns>Whether to visit.</returns>
    protected bool BeginWaiting(bool opening)
    {
        var visit = false;
        for (var turn = _waiting.First; turn is not null && (opening || !_exclusive);)
        {
            var next = turn.Next;
            if (turn.Abandoned)
            {
                _waiting.Remove(turn);
            }
            else if (MayBegin(turn))
            {
                _waiting.Remove(turn);
                visit |= Begin(turn);
            }

            turn = next;
        }

        return visit;
    }

    /// <summary>What else follows from the end of a turn. Called under the gate.</summary>
    /// <returns>Whether to visit.</returns>
    protected virtual bool Ended(Turn turn) => false;

    protected List<Turn> TakeWaiting()
    {
        var turns = new List<Turn>(_waiting.Count);
        while (_waiting.TakeFirst() is { } turn)
            turns.Add(turn);
        return turns;
    }

    /// <returns>Whether to visit.</returns>
    private bool Finish(Turn turn)
    {
        _running.Remove(turn);
        if (!turn.AlwaysInterleaves && turn.ReadOnly)
            _readers--;
        else if (!turn.AlwaysInterleaves)
            _exclusive = false;

        var visit = Open && BeginWaiting(opening: false);
        return visit | Ended(turn);
    }

    private bool MayBegin(Turn turn) => turn.AlwaysInterleaves || (!_exclusive && (turn.ReadOnly || _readers == 0));

    private bool Begin(Turn turn)
    {
        _running.Add(turn);
        if (!turn.AlwaysInterleaves && turn.ReadOnly)
            _readers++;
        else if (!turn.AlwaysInterleaves)
            _exclusive = true;
        return Enqueue(turn);
    }
}
