using System.Collections.Concurrent;

namespace OmniSage.OrleansConformance.Tests;

/// <summary>
/// How a test looks into its grain and holds it up: both builds run their silo in the process of the test. One per key.
/// </summary>
public sealed class Probe
{
    /// <summary>Real time after which something that should have happened counts as not happening.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly ConcurrentDictionary<string, Probe> All = new();

    private readonly Lock _gate = new();
    private readonly List<string> _entries = [];
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _gates = new();
    private TaskCompletionSource _changed = NewSource();

    public IReadOnlyList<string> Entries
    {
        get
        {
            lock (_gate)
                return [.. _entries];
        }
    }

    public static Probe Of(string key) => All.GetOrAdd(key, static _ => new());

    public void Note(string entry)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            _entries.Add(entry);
            changed = _changed;
            _changed = NewSource();
        }

        changed.SetResult();
    }

    /// <summary>Waits at the gate of this name until the test opens it.</summary>
    public Task PassAsync(string gate) => _gates.GetOrAdd(gate, static _ => NewSource()).Task;

    public void Open(string gate) => _gates.GetOrAdd(gate, static _ => NewSource()).TrySetResult();

    /// <summary>Waits until the entry was noted as often as said.</summary>
    public async Task UntilAsync(string entry, int times = 1)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (_entries.Count(noted => noted == entry) >= times)
                    return;
                changed = _changed.Task;
            }

            try
            {
                await changed.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException(
                    $"Awaited '{entry}' {times} times, noted were: {string.Join(", ", Entries)}.");
            }
        }
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
