using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;

namespace OmniSage.OrleansLocal;

/// <summary>
/// Wakes grains when their reminders are due. Ticks keep to the grid of start and period; those that fell while no silo
/// ran, or while the tick before still ran, are skipped. One timer serves all reminders.
/// </summary>
internal sealed class ReminderClock(Silo silo, IReminderTable table, IOptions<ReminderOptions> options)
    : IHostedService
{
    /// <summary>The table is read in this many pieces, so that no answer holds all reminders.</summary>
    private const uint Ranges = 16;

    private const int SpareEntries = 64;

    private readonly Lock _gate = new();
    private readonly Dictionary<(GrainId Grain, string Name), ReminderEntry> _entries = [];
    private readonly PriorityQueue<ReminderEntry, DateTime> _due = new();
    private readonly CancellationTokenSource _stopped = new();
    private ITimer? _timer;

    private DateTime UtcNow => silo.Time.GetUtcNow().UtcDateTime;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await table.StartAsync(cancellationToken);
        using (WithoutContext.Flow())
            _timer = silo.Time.CreateTimer(_ => FireDue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        silo.RunInBackground(ReadForeverAsync);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        Stop();
        if (_timer is not null)
            await _timer.DisposeAsync();
        await table.StopAsync(cancellationToken);
    }

    /// <summary>Puts a reminder on the clock in the place of an earlier one of its name.</summary>
    public void Set(ReminderEntry entry)
    {
        lock (_gate)
        {
            _entries[(entry.GrainId, entry.ReminderName)] = entry;
            if (_due.Count > SpareEntries + (2 * _entries.Count))
                ForgetOld();
            _due.Enqueue(entry, NextTick(entry, UtcNow));
            SetTimer();
        }
    }

    public void Remove(ReminderEntry entry)
    {
        lock (_gate)
            _entries.Remove((entry.GrainId, entry.ReminderName));
    }

    private static DateTime NextTick(ReminderEntry entry, DateTime now)
    {
        var start = DateTime.SpecifyKind(entry.StartAt, DateTimeKind.Utc);
        if (now <= start || entry.Period <= TimeSpan.Zero)
            return start;
        var sinceTick = (now - start).Ticks % entry.Period.Ticks;
        return sinceTick == 0 ? now : now + entry.Period - TimeSpan.FromTicks(sinceTick);
    }

    /// <summary>Whether a grain is in a range of the ring: above begin and at most end, or around its seam.</summary>
    private static bool Contains(uint begin, uint end, GrainId grain)
    {
        var hash = grain.GetUniformHashCode();
        return begin < end ? hash > begin && hash <= end : hash > begin || hash <= end;
    }

    private async Task ReadForeverAsync()
    {
        while (!_stopped.IsCancellationRequested)
        {
            try
            {
                await TryReadTableAsync();
                await Task.Delay(options.Value.RefreshReminderListPeriod, silo.Time, _stopped.Token);
            }
            catch (OperationCanceledException) when (_stopped.IsCancellationRequested)
            {
                return;
            }
        }
    }

    /// <summary>A table that cannot be read is read again with the next period.</summary>
    private async Task TryReadTableAsync()
    {
        try
        {
            await ReadTableAsync();
        }
        catch (Exception exception)
        {
            silo.Log.RemindersUnreadable(exception);
        }
    }

    /// <summary>
    /// Takes over what the table has, range by range; a reminder that did not change keeps its next tick.
    /// </summary>
    private async Task ReadTableAsync()
    {
        const uint width = uint.MaxValue / Ranges;
        for (var range = 0u; range < Ranges && !_stopped.IsCancellationRequested; range++)
        {
            var begin = range == 0 ? uint.MaxValue : range * width;
            var end = range == Ranges - 1 ? uint.MaxValue : (range + 1) * width;
            var known = Known(begin, end);
            Reconcile(known, (await table.ReadRows(begin, end)).Reminders);
        }
    }

    private Dictionary<(GrainId, string), ReminderEntry> Known(uint begin, uint end)
    {
        lock (_gate)
        {
            return _entries.Where(pair => Contains(begin, end, pair.Key.Grain))
                .ToDictionary(static pair => pair.Key, static pair => pair.Value);
        }
    }

    /// <summary>
    /// Applies what was read, except to reminders that were set or removed here while the table was read.
    /// </summary>
    private void Reconcile(Dictionary<(GrainId, string), ReminderEntry> known, IEnumerable<ReminderEntry> rows)
    {
        lock (_gate)
        {
            foreach (var row in rows)
            {
                known.Remove((row.GrainId, row.ReminderName), out var before);
                var now = _entries.GetValueOrDefault((row.GrainId, row.ReminderName));
                if (ReferenceEquals(now, before) && now?.ETag != row.ETag)
                    Set(row);
            }

            foreach (var gone in known.Values.Where(IsCurrent))
                Remove(gone);
        }
    }

    private bool IsCurrent(ReminderEntry entry) =>
        ReferenceEquals(_entries.GetValueOrDefault((entry.GrainId, entry.ReminderName)), entry);

    private void Stop()
    {
        _stopped.Cancel();
        lock (_gate)
        {
            _entries.Clear();
            _due.Clear();
        }
    }

    /// <summary>Drops what was replaced or removed before it fell due; it would be skipped then.</summary>
    private void ForgetOld()
    {
        var current = _due.UnorderedItems.Where(item => IsCurrent(item.Element)).ToList();
        _due.Clear();
        _due.EnqueueRange(current);
    }

    private void SetTimer()
    {
        if (!_due.TryPeek(out _, out var next))
            return;
        var wait = next - UtcNow;
        var longest = TimeSpan.FromDays(1); // A timer's own bound is 49 days.
        _timer?.Change(
            wait < TimeSpan.Zero ? TimeSpan.Zero : wait < longest ? wait : longest, Timeout.InfiniteTimeSpan);
    }

    private void FireDue()
    {
        lock (_gate)
        {
            while (_due.TryPeek(out var entry, out var tick) && tick <= UtcNow)
            {
                _due.Dequeue();
                if (IsCurrent(entry))
                    silo.RunInBackground(() => TickAsync(entry, tick));
            }

            SetTimer();
        }
    }

    private async Task TickAsync(ReminderEntry entry, DateTime tick)
    {
        try
        {
            await silo.Factory.GetGrain<IRemindable>(entry.GrainId)
                .ReceiveReminder(entry.ReminderName, new(entry.StartAt, entry.Period, UtcNow));
        }
        catch (Exception exception)
        {
            silo.Log.ReminderFailed(entry.GrainId, entry.ReminderName, exception);
        }

        lock (_gate)
        {
            if (!IsCurrent(entry))
                return;
            var next = NextTick(entry, UtcNow);
            _due.Enqueue(entry, next > tick ? next : tick + entry.Period);
            SetTimer();
        }
    }
}
