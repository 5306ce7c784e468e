using OmniSage.Storage.Tests.Fixtures;

namespace OmniSage.Storage.Tests.Memories;

public sealed class SqliteFactTests(SqliteFixture storage) : FactSuite(storage), IClassFixture<SqliteFixture>;

public sealed class MemoryFactTests(MemoryFixture storage) : FactSuite(storage), IClassFixture<MemoryFixture>;

public sealed class PostgresFactTests(PostgresFixture storage) : FactSuite(storage), IClassFixture<PostgresFixture>;

public sealed class SqliteScopeTests(SqliteFixture storage) : ScopeSuite(storage), IClassFixture<SqliteFixture>;

public sealed class PostgresScopeTests(PostgresFixture storage) : ScopeSuite(storage), IClassFixture<PostgresFixture>;

public sealed class SqliteGoldenTests(SqliteFixture storage) : GoldenSuite(storage), IClassFixture<SqliteFixture>;

public sealed class PostgresGoldenTests(PostgresFixture storage) : GoldenSuite(storage), IClassFixture<PostgresFixture>;
