using OmniSage.Storage.Tests.Fixtures;

namespace OmniSage.Storage.Tests.Histories;

public sealed class SqliteOriginTests(SqliteFixture storage) : OriginSuite(storage), IClassFixture<SqliteFixture>;

public sealed class PostgresOriginTests(PostgresFixture storage) : OriginSuite(storage), IClassFixture<PostgresFixture>;
