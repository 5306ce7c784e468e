using OmniSage.Storage.Tests.Fixtures;

namespace OmniSage.Storage.Tests.Histories;

public sealed class SqliteFeedTests(SqliteFixture storage)
    : FeedSuite(storage, histories: 15), IClassFixture<SqliteFixture>;

public sealed class MemoryFeedTests(MemoryFixture storage)
    : FeedSuite(storage, histories: 40), IClassFixture<MemoryFixture>;

public sealed class PostgresFeedTests(PostgresFixture storage)
    : FeedSuite(storage, histories: 8), IClassFixture<PostgresFixture>;
