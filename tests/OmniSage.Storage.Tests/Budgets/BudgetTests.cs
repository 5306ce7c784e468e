using OmniSage.Storage.Tests.Fixtures;

namespace OmniSage.Storage.Tests.Budgets;

public sealed class SqliteBudgetTests(SqliteFixture storage) : BudgetSuite(storage), IClassFixture<SqliteFixture>;

public sealed class MemoryBudgetTests(MemoryFixture storage) : BudgetSuite(storage), IClassFixture<MemoryFixture>;

public sealed class PostgresBudgetTests(PostgresFixture storage) : BudgetSuite(storage), IClassFixture<PostgresFixture>;
