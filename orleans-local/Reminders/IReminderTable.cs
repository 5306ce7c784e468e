using Orleans.Runtime;

namespace Orleans;

/// <summary>Where reminders are kept.</summary>
public interface IReminderTable
{
    Task StartAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    Task<ReminderTableData> ReadRows(GrainId grainId);

    /// <summary>
    /// The reminders whose <see cref="GrainId.GetUniformHashCode"/> is above <paramref name="begin"/> and at most
    /// <paramref name="end"/>; where <paramref name="begin"/> is not below <paramref name="end"/> the range goes
    /// around:
    /// above the one or at most the other.
    /// </summary>
    Task<ReminderTableData> ReadRows(uint begin, uint end);

    Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName);

    /// <returns>The new ETag of the row.</returns>
    Task<string?> UpsertRow(ReminderEntry entry);

    /// <returns>Whether a row with this ETag was there and is now gone.</returns>
    Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag);

    Task TestOnlyClearTable();

    Task StopAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;
}

/// <summary>
/// One row: the reminder of this name of this grain, due at <see cref="StartAt"/> (UTC) and every period after.
/// </summary>
public sealed class ReminderEntry
{
    public GrainId GrainId { get; set; }

    public string ReminderName { get; set; } = null!;

    public DateTime StartAt { get; set; }

    public TimeSpan Period { get; set; }

    public string? ETag { get; set; }

    public override string ToString() => $"<GrainId={GrainId} ReminderName={ReminderName} Period={Period}>";
}

/// <summary>Some rows.</summary>
public sealed class ReminderTableData
{
    public ReminderTableData()
        : this([])
    {
    }

    public ReminderTableData(ReminderEntry entry)
        : this([entry])
    {
    }

    public ReminderTableData(IEnumerable<ReminderEntry> list) => Reminders = [.. list];

    public IList<ReminderEntry> Reminders { get; }
}
