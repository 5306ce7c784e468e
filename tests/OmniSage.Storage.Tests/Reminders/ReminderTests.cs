using OmniSage.Storage.Tests.Fixtures;

namespace OmniSage.Storage.Tests.Reminders;

public sealed class SqliteReminderTests(SqliteFixture storage) : ReminderSuite(storage), IClassFixture<SqliteFixture>;

public sealed class PostgresReminderTests(PostgresFixture storage)
    : ReminderSuite(storage), IClassFixture<PostgresFixture>;
