using OmniSage.Storage.Tests.Fixtures;

namespace OmniSage.Storage.Tests.Writes;

public sealed class SqliteWriteTests(SqliteFixture storage) : WriteSuite(storage, 20), IClassFixture<SqliteFixture>;

public sealed class MemoryWriteTests(MemoryFixture storage) : WriteSuite(storage, 50), IClassFixture<MemoryFixture>;

public sealed class PostgresWriteTests(PostgresFixture storage)
    : WriteSuite(storage, 10), IClassFixture<PostgresFixture>;
