using OmniSage.Storage.Tests.Fixtures;

namespace OmniSage.Storage.Tests.Journals;

public sealed class SqliteJournalTests(SqliteFixture storage) : JournalSuite(storage), IClassFixture<SqliteFixture>;

public sealed class MemoryJournalTests(MemoryFixture storage) : JournalSuite(storage), IClassFixture<MemoryFixture>;

public sealed class PostgresJournalTests(PostgresFixture storage)
    : JournalSuite(storage), IClassFixture<PostgresFixture>;
