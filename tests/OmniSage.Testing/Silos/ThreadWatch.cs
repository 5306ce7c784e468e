using System.Text;

namespace OmniSage.Testing.Silos;

/// <summary>
/// Reads a thread's event stream for a test, over several connections if need be, and holds it to its promise: each
/// event once, each journal in order and without a gap, wherever it is resumed.
/// </summary>
public sealed class ThreadWatch(string thread) : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly List<RecordedEvent> events = [];
    private readonly Dictionary<string, long> heads = [];
    private readonly Dictionary<string, StringBuilder> outputs = [];
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenSource? stopping;
    private Task reading = Task.CompletedTask;
    private string? fault;

    public string Thread => thread;

    public IReadOnlyList<RecordedEvent> Events
    {
        get
        {
            lock (gate) return [.. events];
        }
    }

    /// <summary>What a run's commands printed, as it came live.</summary>
    public string OutputOf(string run)
    {
        lock (gate) return outputs.TryGetValue(run, out var text) ? text.ToString() : "";
    }

    /// <summary>Reads from there on where the connection before ended.</summary>
    public async Task ConnectAsync(SiloClient client)
    {
        await DisconnectAsync();
        stopping = new();
        string? after;
        lock (gate) after = events.Count == 0 ? null : events[^1].Cursor;
        reading = ReadAsync(client, after, stopping.Token);
    }

    /// <summary>
    /// Waits until the timeline is so; says what was awaited, and what there is, when it does not come.
    /// </summary>
    public async Task<IReadOnlyList<RecordedEvent>> UntilAsync(
        Func<IReadOnlyList<RecordedEvent>, bool> isSo, string what, TimeSpan timeMax, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(timeMax);
        while (true)
        {
            Task next;
            IReadOnlyList<RecordedEvent> now;
            lock (gate)
            {
                if (fault is not null) throw new InvalidOperationException(fault);
                now = [.. events];
                next = changed.Task;
            }

            if (isSo(now)) return now;
            if (reading.IsCompleted) throw new IOException($"The event stream ended before {what}.");
            try
            {
                await Task.WhenAny(next, reading).WaitAsync(limit.Token);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                throw new TimeoutException($"Waited {timeMax} for {what}. There is: {string.Join(", ", now)}");
            }
        }
    }

    /// <summary>Waits for live output of the run that contains the text.</summary>
    public async Task UntilOutputAsync(string run, string text, TimeSpan timeMax, CancellationToken cancellation) =>
        await UntilAsync(
            _ => OutputOf(run).Contains(text, StringComparison.Ordinal), $"output '{text}'", timeMax, cancellation);

    public async Task DisconnectAsync()
    {
        if (stopping is null) return;
        await stopping.CancelAsync();
        await reading;
        stopping.Dispose();
        stopping = null;
    }

    public async ValueTask DisposeAsync() => await DisconnectAsync();

    private async Task ReadAsync(SiloClient client, string? after, CancellationToken cancellation)
    {
        try
        {
            await foreach (var item in client.WatchAsync(thread, after, cancellation)) Take(item);
        }
        catch (Exception gone) when (
            gone is OperationCanceledException or IOException or HttpRequestException or ObjectDisposedException)
        {
            // The silo was killed, or the test is done with it: what was read stands.
        }
    }

    private void Take(object item)
    {
        lock (gate)
        {
            if (item is LivePiece piece)
            {
                if (!outputs.TryGetValue(piece.Run, out var text)) outputs[piece.Run] = text = new();
                text.Append(piece.Text);
            }
            else if (item is RecordedEvent recorded)
            {
                var expected = heads.GetValueOrDefault(recorded.Journal) + 1;
                if (recorded.Seq != expected) fault ??= $"{recorded} came where {expected} was due.";
                heads[recorded.Journal] = recorded.Seq;
                events.Add(recorded);
            }

            changed.TrySetResult();
            changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
