using OmniSage.Storage.Sqlite;

namespace OmniSage.Storage.Tests.Sqlite;

public sealed class SqliteLibraryTests
{
    [Fact]
    public void Library_Missing_IsSaidInOneSentenceWithTheCommandThatInstallsIt()
    {
        var fault = SqliteLibrary.Missing("libsqlite3.so.0");
        Assert.StartsWith(
            "The system's SQLite library (libsqlite3.so.0) is missing; install it: apt-get install libsqlite3-0",
            fault.Message,
            StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }
}
