namespace OmniSage.Sandbox;

/// <summary>
/// A bounded number of places, granted in turn over labels: each label that waits gets one before any gets two. Within
/// a label the first to ask is first.
/// </summary>
internal sealed class PlaceQueue(int placesMax, int waitingMax)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<(string Label, LinkedList<TaskCompletionSource> Waiters)> _turns = [];
    private readonly Dictionary<string, LinkedListNode<(string, LinkedList<TaskCompletionSource> Waiters)>> _labels =
        [];

    internal int Taken { get; private set; }

    internal int Waiting { get; private set; }

    /// <summary>
    /// Completes when a place is granted; throws <see cref="SandboxException.Busy"/> when too many wait.
    /// </summary>
    internal async Task EnterAsync(string label, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        LinkedListNode<TaskCompletionSource> waiter;
        lock (_lock)
        {
            if (Taken < placesMax && Waiting == 0)
            {
                Taken++;
                return;
            }

            if (Waiting >= waitingMax)
            {
                throw new SandboxException(SandboxException.Busy, true,
                    $"All {placesMax} sandbox places are taken and {Waiting} requests wait.");
            }

            waiter = Enqueue(label);
        }

        await using var cancelled = ct.Register(() => Withdraw(label, waiter, ct));
        await waiter.Value.Task;
    }

    /// <summary>Gives a place back, to the next in turn if anyone waits.</summary>
    internal void Leave()
    {
        lock (_lock)
        {
            if (_turns.First is not { } turn)
            {
                Taken--;
                return;
            }

            // The place changes hands: it stays taken.
            var next = turn.Value.Waiters.First!;
            turn.Value.Waiters.RemoveFirst();
            Waiting--;
            _turns.RemoveFirst();
            if (turn.Value.Waiters.Count > 0)
            {
                _turns.AddLast(turn);
            }
            else
            {
                _labels.Remove(turn.Value.Label);
            }

            next.Value.SetResult();
        }
    }

    private LinkedListNode<TaskCompletionSource> Enqueue(string label)
    {
        if (!_labels.TryGetValue(label, out var turn))
        {
            _labels[label] = turn = _turns.AddLast((label, new LinkedList<TaskCompletionSource>()));
        }

        Waiting++;
        return turn.Value.Waiters.AddLast(
            new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
    }

    private void Withdraw(string label, LinkedListNode<TaskCompletionSource> waiter, CancellationToken ct)
    {
        lock (_lock)
        {
            if (waiter.List is not { } waiters)
            {
                return;
            }

            waiters.Remove(waiter);
            Waiting--;
            if (waiters.Count == 0 && _labels.Remove(label, out var turn))
            {
                _turns.Remove(turn);
            }

            waiter.Value.SetCanceled(ct);
        }
    }
}
