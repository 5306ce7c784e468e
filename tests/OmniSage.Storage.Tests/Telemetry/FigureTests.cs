using OmniSage.Storage.Tests.Fixtures;

namespace OmniSage.Storage.Tests.Telemetry;

public sealed class SqliteFigureTests(SqliteFixture storage) : FigureSuite(storage), IClassFixture<SqliteFixture>;

public sealed class MemoryFigureTests(MemoryFixture storage) : FigureSuite(storage), IClassFixture<MemoryFixture>;

public sealed class PostgresFigureTests(PostgresFixture storage)
    : FigureSuite(storage), IClassFixture<PostgresFixture>;
