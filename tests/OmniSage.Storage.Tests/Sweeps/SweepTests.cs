using OmniSage.Storage.Tests.Fixtures;

namespace OmniSage.Storage.Tests.Sweeps;

public sealed class SqliteSweepTests(SqliteFixture storage) : SweepSuite(storage), IClassFixture<SqliteFixture>;

public sealed class MemorySweepTests(MemoryFixture storage) : SweepSuite(storage), IClassFixture<MemoryFixture>;

public sealed class PostgresSweepTests(PostgresFixture storage) : SweepSuite(storage), IClassFixture<PostgresFixture>;
