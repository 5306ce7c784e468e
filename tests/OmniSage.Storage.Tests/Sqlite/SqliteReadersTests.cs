using Microsoft.Data.Sqlite;
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

    private static Task<int> ReadAsync(SqliteReaders readers) =>
        readers.ReadAsync(_ => Task.FromResult(7), TestContext.Current.CancellationToken);
}
