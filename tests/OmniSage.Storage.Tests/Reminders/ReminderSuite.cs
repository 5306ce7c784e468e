using OmniSage.Storage.Tests.Fixtures;
using Orleans;
using Orleans.Runtime;

namespace OmniSage.Storage.Tests.Reminders;

/// <summary>What every database must do with reminders.</summary>
public abstract class ReminderSuite(StorageFixture storage)
{
    private IReminderTable Table => storage.Get<IReminderTable>();

    [Fact]
    public async Task Reminder_Written_ComesBackAsItWas()
    {
        var entry = Entry($"{storage.NewTenant().Text}/{storage.Ids.Next():N}");
        var etag = await Table.UpsertRow(entry);
        var read = await Table.ReadRow(entry.GrainId, "tick");
        Assert.Equal(
            (entry.GrainId, "tick", entry.StartAt, entry.Period, etag),
            (read!.GrainId, read.ReminderName, read.StartAt, read.Period, read.ETag));
        Assert.Null(await Table.ReadRow(entry.GrainId, "tock"));
        Assert.Single((await Table.ReadRows(entry.GrainId)).Reminders);
    }

    [Fact]
    public async Task Reminder_RemovedWithAnOldTag_Stays()
    {
        var entry = Entry($"{storage.NewTenant().Text}/{storage.Ids.Next():N}");
        var old = await Table.UpsertRow(entry);
        var etag = await Table.UpsertRow(entry);
        Assert.False(await Table.RemoveRow(entry.GrainId, "tick", old!));
        Assert.True(await Table.RemoveRow(entry.GrainId, "tick", etag!));
        Assert.Null(await Table.ReadRow(entry.GrainId, "tick"));
    }

    [Fact]
    public async Task Reminders_ByRange_AreThoseOfTheRange()
    {
        var entries = Enumerable.Range(0, 20).Select(shard => Entry($"install/{shard}")).ToList();
        foreach (var entry in entries) await Table.UpsertRow(entry);
        var hashes = entries.Select(entry => entry.GrainId.GetUniformHashCode()).Order().ToArray();

        async Task<uint[]> InAsync(uint begin, uint end) =>
            [.. (await Table.ReadRows(begin, end)).Reminders.Select(entry => entry.GrainId)
                .Where(grain => entries.Any(entry => entry.GrainId == grain))
                .Select(grain => grain.GetUniformHashCode()).Order()];
        var middle = await InAsync(hashes[5], hashes[10]);
        var around = await InAsync(hashes[10], hashes[5]);
        Assert.Equal<uint[]>(hashes[6..11], middle);
        Assert.Equal<uint[]>([.. hashes[..6], .. hashes[11..]], around);
        Assert.Equal<uint[]>(hashes, await InAsync(0, 0));
        Assert.Equal<uint[]>(hashes, await InAsync(0, uint.MaxValue));
    }

    private static ReminderEntry Entry(string key) => new()
    {
        GrainId = GrainId.Create("recovery", key),
        ReminderName = "tick",
        StartAt = new DateTime(2030, 1, 2, 3, 4, 5, DateTimeKind.Utc),
        Period = TimeSpan.FromMinutes(1),
    };
}
