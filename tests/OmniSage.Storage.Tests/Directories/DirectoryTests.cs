using OmniSage.Storage.Tests.Fixtures;

namespace OmniSage.Storage.Tests.Directories;

public sealed class SqliteDirectoryTests(SqliteFixture storage) : DirectorySuite(storage), IClassFixture<SqliteFixture>;

public sealed class PostgresDirectoryTests(PostgresFixture storage)
    : DirectorySuite(storage), IClassFixture<PostgresFixture>;
