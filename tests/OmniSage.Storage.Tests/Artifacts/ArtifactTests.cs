using OmniSage.Storage.Tests.Fixtures;

namespace OmniSage.Storage.Tests.Artifacts;

public sealed class SqliteArtifactTests(SqliteFixture storage) : ArtifactSuite(storage), IClassFixture<SqliteFixture>;

public sealed class MemoryArtifactTests(MemoryFixture storage) : ArtifactSuite(storage), IClassFixture<MemoryFixture>;

public sealed class PostgresArtifactTests(PostgresFixture storage)
    : ArtifactSuite(storage), IClassFixture<PostgresFixture>;
