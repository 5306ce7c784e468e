using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Timers;

namespace OmniSage.OrleansLocal;

/// <summary>Changes reminders for grains: in the table first, then on the clock.</summary>
internal sealed class ReminderRegistry(
    Silo silo, IReminderTable table, ReminderClock clock, IOptions<ReminderOptions> options) : IReminderRegistry
{
    public async Task<IGrainReminder> RegisterOrUpdateReminder(
        GrainId callingGrainId, string reminderName, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reminderName);
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(period, TimeSpan.Zero);
        if (period < options.Value.MinimumReminderPeriod)
        {
            throw new ArgumentException(
                $"Cannot register reminder {reminderName} as requested period ({period}) is less than minimum allowed "
                + $"reminder period ({options.Value.MinimumReminderPeriod})");
        }

        var entry = new ReminderEntry
        {
            GrainId = callingGrainId,
            ReminderName = reminderName,
            StartAt = silo.Time.GetUtcNow().UtcDateTime + dueTime,
            Period = period,
        };
        entry.ETag = await table.UpsertRow(entry) ?? throw new ReminderException(
            $"Could not register reminder {entry} to reminder table due to a race. Please try again later.");
        clock.Set(entry);
        return new Held(entry);
    }

    public async Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder)
    {
        var held = (Held)reminder;
        var gone = await table.RemoveRow(held.Entry.GrainId, held.ReminderName, held.Entry.ETag!);
        if (!gone && await table.ReadRow(held.Entry.GrainId, held.ReminderName) is not null)
        {
            throw new ReminderException(
                $"Could not unregister reminder {held.Entry} from the reminder table, due to tag mismatch. "
                    + "You can retry.");
        }

        clock.Remove(held.Entry);
    }

    public async Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName) =>
        await table.ReadRow(callingGrainId, reminderName) is { } entry ? new Held(entry) : null;

    public async Task<List<IGrainReminder>> GetReminders(GrainId callingGrainId) =>
        [.. (await table.ReadRows(callingGrainId)).Reminders.Select(static entry => new Held(entry))];

    private sealed class Held(ReminderEntry entry) : IGrainReminder
    {
        public ReminderEntry Entry => entry;

        public string ReminderName => entry.ReminderName;
    }
}
