using OmniSage.Storage.Tests.Fixtures;

namespace OmniSage.Storage.Tests.Vault;

public sealed class SqliteVaultTests : VaultSuite<SqliteFixture>;

public sealed class PostgresVaultTests : VaultSuite<PostgresFixture>;
