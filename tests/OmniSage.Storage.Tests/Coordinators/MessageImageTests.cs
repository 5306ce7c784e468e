using OmniSage.Storage.Tests.Fixtures;

namespace OmniSage.Storage.Tests.Coordinators;

public sealed class SqliteMessageImageTests(SqliteFixture storage)
    : MessageImageSuite(storage), IClassFixture<SqliteFixture>;

public sealed class PostgresMessageImageTests(PostgresFixture storage)
    : MessageImageSuite(storage), IClassFixture<PostgresFixture>;
