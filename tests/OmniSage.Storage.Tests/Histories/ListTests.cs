using OmniSage.Storage.Tests.Fixtures;

namespace OmniSage.Storage.Tests.Histories;

public sealed class SqliteListTests(SqliteFixture storage) : ListSuite(storage), IClassFixture<SqliteFixture>;

public sealed class MemoryListTests(MemoryFixture storage) : ListSuite(storage), IClassFixture<MemoryFixture>;

public sealed class PostgresListTests(PostgresFixture storage) : ListSuite(storage), IClassFixture<PostgresFixture>;
