using OmniSage.Storage.Migrations;
using OmniSage.Storage.Tests.Fixtures;

namespace OmniSage.Storage.Tests.Migrations;

/// <summary>What every database must do with migrations.</summary>
public abstract class MigrationSuite(StorageFixture storage)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Migrations_AppliedAgain_ChangeNothing()
    {
        Assert.Equal(0, await storage.Get<Migrator>().ApplyAsync(Cancellation));
        Assert.Equal(Migration.Load("sqlite").Length, await storage.Get<Migrator>().ApplyAsync(
            folder => [.. Migration.Load(folder), .. Migration.Load(folder).Select(Again)], Cancellation));
    }

    [Fact]
    public async Task Migration_Changed_IsRefusedInOneSentence()
    {
        var fault = await Assert.ThrowsAsync<OmniSageException>(() => storage.Get<Migrator>().ApplyAsync(
            folder => Migration.Load(folder).SetItem(1, new(2, "0002_event", "SELECT 1")), Cancellation));
        Assert.Equal(
            "Migration 0002_event is not the one that made this database; install the released program again.",
            fault.Message);
    }

    [Fact]
    public async Task Database_NewerThanTheProgram_IsRefusedInOneSentence()
    {
        var fault = await Assert.ThrowsAsync<OmniSageException>(() =>
            storage.Get<Migrator>().ApplyAsync(folder => Migration.Load(folder)[..4], Cancellation));
        Assert.Contains("newer than this program's 4", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }

    private static Migration Again(Migration migration) =>
        new(migration.Version + 1000, $"{migration.Version + 1000:0000}_again", migration.Sql);
}
