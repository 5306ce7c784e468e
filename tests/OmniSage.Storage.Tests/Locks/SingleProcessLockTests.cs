using Microsoft.Extensions.DependencyInjection;
using OmniSage.Storage.Locks;
using OmniSage.Storage.Tests.Fixtures;

namespace OmniSage.Storage.Tests.Locks;

/// <summary>Two OmniSages never use one data folder or database.</summary>
public abstract class SingleProcessLockSuite(StorageFixture storage)
{
    [Fact]
    public async Task Lock_TakenTwice_IsRefusedInOneSentenceUntilItIsFree()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var first = await storage.OpenAsync();
        await using var second = await storage.OpenAsync();
        await first.GetRequiredService<SingleProcessLock>().TakeAsync(cancellation);
        var fault = await Assert.ThrowsAsync<OmniSageException>(
            () => second.GetRequiredService<SingleProcessLock>().TakeAsync(cancellation));
        Assert.StartsWith(
            FormattableString.Invariant($"Another OmniSage (process {Environment.ProcessId}) uses this data folder: /"),
            fault.Message,
            StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
        await first.DisposeAsync();
        await second.GetRequiredService<SingleProcessLock>().TakeAsync(cancellation);
    }
}

public sealed class SqliteLockTests(SqliteFixture storage)
    : SingleProcessLockSuite(storage), IClassFixture<SqliteFixture>;

public sealed class PostgresLockTests(PostgresFixture storage)
    : SingleProcessLockSuite(storage), IClassFixture<PostgresFixture>
{
    [Fact]
    public async Task Lock_OnAnotherMachine_IsRefusedByTheDatabase()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var held = await storage.Database.HoldAsync(cancellation);
        var fault = await Assert.ThrowsAsync<OmniSageException>(() => storage.Database.HoldAsync(cancellation));
        Assert.Contains(
            $"Another OmniSage (omnisage process {Environment.ProcessId} on ", fault.Message, StringComparison.Ordinal);
        Assert.True(await held!.RenewAsync(cancellation));
    }

    [Fact]
    public async Task Lock_ConnectionLost_IsTakenAgainUnlessAnotherWasFaster()
    {
        var cancellation = TestContext.Current.CancellationToken;
        const string cut = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' "
            + "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
        await using var held = await storage.Database.HoldAsync(cancellation);
        await PostgresServer.ExecuteAsync(storage.AdministratorConnection, cut);
        Assert.True(await held!.RenewAsync(cancellation));
        await PostgresServer.ExecuteAsync(storage.AdministratorConnection, cut);
        await using var faster = await storage.Database.HoldAsync(cancellation);
        Assert.False(await held.RenewAsync(cancellation));
    }
}
