using Microsoft.Data.Sqlite;
using OmniSage.Storage.Databases;
using OmniSage.Storage.Sqlite;

namespace OmniSage.Storage.Tests.Sqlite;

public sealed class SqliteReadersTests
{
    [Fact]
    public async Task Read_WhoseConnectionCannotBeOpened_FailsAsRetryable_AndTheNextOneIsAnswered()
    {
        SqliteLibrary.Require();
        var opened = 0;
        using var readers = new SqliteReaders(Open, new() { Readers = 1 });

        var fault = await Assert.ThrowsAsync<OmniSageException>(() => ReadAsync(readers));

        Assert.Equal(ErrorCodes.StorageUnavailable, fault.Code);
        Assert.True(fault.Retryable);
        Assert.Equal(7, await ReadAsync(readers));

        SqliteConnection Open()
        {
            if (opened++ == 0) throw new SqliteException("unable to open database file", 14);
            var connection = new SqliteConnection("Data Source=:memory:;Pooling=False");
            connection.Open();
            return connection;
        }
    }

    [Fact]
    public async Task Log_OfTheDatabase_IsGoneWithTheLastConnection_HoweverManyClose()
    {
        const int readers = 8;
        for (var round = 0; round < 40; round++)
        {
            var folder = Directory.CreateTempSubdirectory("omnisage-storage-").FullName;
            var database = new SqliteDatabase(new() { DataFolder = folder, Readers = readers });
            using (var writer = database.OpenFile())
            {
                using var write = writer.Command("CREATE TABLE t (c INTEGER)");
                write.ExecuteNonQuery();
                // Each thread is held until every one of them has a connection.
                using var all = new Barrier(readers);
                await Task.WhenAll(Enumerable.Range(0, readers).Select(_ => database.ReadAsync(
                    TenantId.Install,
                    connection =>
                    {
                        all.SignalAndWait(TestContext.Current.CancellationToken);
                        return connection.Command("SELECT count(*) FROM t").ListAsync(row => row.GetInt64(0), default);
                    },
                    TestContext.Current.CancellationToken)));
            }

            await database.DisposeAsync();

            Assert.Equal(["omnisage.db"], Directory.GetFiles(folder).Select(Path.GetFileName));
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Task<int> ReadAsync(SqliteReaders readers) =>
        readers.ReadAsync(_ => Task.FromResult(7), TestContext.Current.CancellationToken);
}
