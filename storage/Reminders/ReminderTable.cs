using OmniSage.GrainInterfaces.Keys;
using OmniSage.Storage.Databases;
using OmniSage.Storage.Writes;
using Orleans;
using Orleans.Runtime;
using static OmniSage.Storage.Writes.ColumnKind;

namespace OmniSage.Storage.Reminders;

/// <summary>
/// Orleans' reminders in the <c>reminder</c> table, written through the write queue like everything else.
/// </summary>
internal sealed class ReminderTable(Database database, WriteQueue writes, GuidSource ids) : IReminderTable
{
    private const string Columns = "grain_id, name, start_us, period_us, etag";

    private static readonly Statement Put = new(
        "reminder",
        "INSERT INTO reminder (tenant_id, grain_id, name, grain_hash, start_us, period_us, etag) "
            + "VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (tenant_id, grain_id, name) DO UPDATE SET "
            + "start_us = excluded.start_us, period_us = excluded.period_us, etag = excluded.etag",
        Text, Text, Text, Number, Number, Number, Text);

    private static readonly Statement Delete = new(
        "reminder", "DELETE FROM reminder WHERE tenant_id = $1 AND grain_id = $2 AND name = $3 AND etag = $4",
        Text, Text, Text, Text);

    private static readonly Statement Clear = new("reminder", "DELETE FROM reminder WHERE tenant_id = $1", Text);

    public async Task<ReminderTableData> ReadRows(GrainId grainId) => new(await database.ReadAsync(
        TenantOf(grainId),
        connection => connection.Command(
            $"SELECT {Columns} FROM reminder WHERE tenant_id = $1 AND grain_id = $2",
            TenantOf(grainId).Text, grainId.ToString())
            .ListAsync(Read, CancellationToken.None),
        CancellationToken.None));

    public async Task<ReminderTableData> ReadRows(uint begin, uint end) => new(await database.ReadAsync(
        TenantId.Install,
        connection => connection.Command(database.System.Reminders, (long)begin, (long)end)
            .ListAsync(Read, CancellationToken.None),
        CancellationToken.None));

    public async Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) =>
        (await ReadRows(grainId)).Reminders.FirstOrDefault(entry => entry.ReminderName == reminderName);

    public async Task<string?> UpsertRow(ReminderEntry entry)
    {
        var tenant = TenantOf(entry.GrainId);
        var etag = ids.Next().ToString("N");
        await writes.CommitAsync(new UnitOfWork(tenant).Change(Put.With(
            tenant,
            entry.GrainId.ToString(),
            entry.ReminderName,
            (long)entry.GrainId.GetUniformHashCode(),
            Microseconds.Of(new DateTimeOffset(DateTime.SpecifyKind(entry.StartAt, DateTimeKind.Utc))),
            entry.Period.Ticks / TimeSpan.TicksPerMicrosecond,
            etag)));
        return etag;
    }

    public async Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag)
    {
        if ((await ReadRow(grainId, reminderName))?.ETag != eTag) return false;
        var tenant = TenantOf(grainId);
        await writes.CommitAsync(
            new UnitOfWork(tenant).Change(Delete.With(tenant, grainId.ToString(), reminderName, eTag)));
        return true;
    }

    /// <summary>
    /// For Orleans' own tests: removes the install's reminders and those of every tenant there is a row of.
    /// </summary>
    public async Task TestOnlyClearTable()
    {
        foreach (var tenant in (await ReadRows(0, 0)).Reminders.Select(entry => TenantOf(entry.GrainId)).Distinct())
        {
            await writes.CommitAsync(new UnitOfWork(tenant).Change(Clear.With(tenant)));
        }
    }

    private static TenantId TenantOf(GrainId grain) => TenantId.OfGrainKey(grain.Key.ToString()!);

    private static ReminderEntry Read(DbDataReader row) => new()
    {
        GrainId = GrainId.Parse(row.GetString(0)),
        ReminderName = row.GetString(1),
        StartAt = Microseconds.ToTime(row.GetInt64(2)).UtcDateTime,
        Period = TimeSpan.FromTicks(row.GetInt64(3) * TimeSpan.TicksPerMicrosecond),
        ETag = row.GetString(4),
    };
}
