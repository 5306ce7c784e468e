using Npgsql;
using OmniSage.GrainInterfaces.Runs;
using OmniSage.Storage.Leases;
using OmniSage.Storage.Tests.Fixtures;

namespace OmniSage.Storage.Tests.Postgres;

/// <summary>Attacks on PostgreSQL's isolation through the very role that the program runs as.</summary>
public sealed class RowLevelSecurityTests(PostgresFixture storage) : IClassFixture<PostgresFixture>
{
    private static readonly string[] Tables =
    [
        "install", "event", "snapshot", "thread", "run", "lease", "client_message", "part", "account", "tenant",
        "member", "api_key", "workspace", "reminder", "memory_fact", "memory_use", "memory_scope", "approval",
        "tenant_key", "secret", "thread_agent", "artifact", "workspace_file", "run_workspace", "model_usage",
        "budget_epoch", "budget_hold",
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tables_AllWithATenant_ForceRowLevelSecurity()
    {
        await using var connection = await ConnectAsync(null);
        var forced = await ListAsync(
            connection, "SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity");
        Assert.Equal(Tables.Order(), forced.Order());
        var all = await ListAsync(
            connection, "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace");
        Assert.Equal([.. Tables.Append("schema_version").Order()], all.Order());
    }

    [Fact]
    public async Task App_WithAnotherTenantOrNone_SeesNothing()
    {
        var head = await storage.AppendAsync(storage.NewJournal());
        foreach (var tenant in new[] { storage.NewTenant().Text, null, "" })
        {
            await using var connection = await ConnectAsync(tenant);
            foreach (var table in Tables)
            {
                Assert.Empty(await ListAsync(
                    connection, $"SELECT tenant_id FROM {table} WHERE tenant_id = '{head.Journal.Tenant.Text}'"));
            }

            Assert.Empty(await ListAsync(connection, "SELECT tenant_id FROM event"));
        }

        await using var own = await ConnectAsync(head.Journal.Tenant.Text);
        Assert.Single(await ListAsync(own, "SELECT tenant_id FROM event"));
    }

    [Fact]
    public async Task App_ChangingAnotherTenantsRows_ChangesNothing()
    {
        var head = await storage.AppendAsync(storage.NewJournal());
        var victim = head.Journal.Tenant.Text;
        await using var connection = await ConnectAsync(storage.NewTenant().Text);
        Assert.Equal(
            0, await ExecuteAsync(connection, $"UPDATE event SET payload = NULL WHERE tenant_id = '{victim}'"));
        Assert.Equal(0, await ExecuteAsync(connection, $"DELETE FROM lease WHERE tenant_id = '{victim}'"));
        await AssertDeniedAsync(connection, $"INSERT INTO tenant VALUES ('{victim}', 'x', 0)");
        await AssertDeniedAsync(connection, $"INSERT INTO lease VALUES ('{victim}', 'r', 'o', 'k', 'i', 0, 0)");
    }

    [Theory]
    [InlineData("DELETE FROM event")]
    [InlineData("UPDATE event SET seq = 9")]
    [InlineData("UPDATE event SET hash = ''")]
    [InlineData("TRUNCATE event")]
    [InlineData("DELETE FROM part")]
    [InlineData("ALTER TABLE event NO FORCE ROW LEVEL SECURITY")]
    [InlineData("DROP TABLE event")]
    [InlineData("CREATE TABLE mine (id text)")]
    [InlineData("CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'")]
    [InlineData("SET ROLE omnisage_system")]
    [InlineData("SET ROLE omnisage_owner")]
    [InlineData("INSERT INTO schema_version VALUES (99, 'x', 'x', 0)")]
    public async Task App_BeyondItsGrants_IsRefused(string sql)
    {
        await using var connection = await ConnectAsync(storage.NewTenant().Text);
        await AssertDeniedAsync(connection, sql);
    }

    [Fact]
    public async Task Functions_OfTheSystem_ReturnKeysAndTimesOnly()
    {
        await using var connection = await ConnectAsync(null);
        var outputs = await ListAsync(
            connection,
            "SELECT p.proname || ': ' || pg_get_function_result(p.oid) FROM pg_proc p "
                + "WHERE pronamespace = 'public'::regnamespace AND prosecdef ORDER BY 1");
        Assert.Equal(
            [
                "omnisage_credential: TABLE(tenant_id text, key_id text, account_id text, member_role text, "
                    + "key_role text, expires_us bigint)",
                "omnisage_expired_leases: TABLE(tenant_id text, run_id text, owner_kind text, owner_key text)",
                "omnisage_has_account: boolean",
                "omnisage_reminders: TABLE(grain_id text, name text, start_us bigint, period_us bigint, etag text)",
                "omnisage_tenants: TABLE(tenant_id text, created_us bigint)",
            ],
            outputs);
        Assert.Empty(await ListAsync(
            connection,
            "SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND (proowner <> "
                + "'omnisage_system'::regrole OR NOT prosecdef OR proconfig IS NULL "
                + "OR NOT 'search_path=pg_catalog, pg_temp' = ANY (proconfig))"));
        Assert.Empty(await ListAsync(
            connection,
            "SELECT table_name || '.' || column_name FROM information_schema.column_privileges "
                + "WHERE grantee = 'omnisage_system' AND column_name IN "
                + "('payload', 'header', 'salt', 'state', 'title', 'content', 'slug', 'name', 'client_id', 'value') "
                + "AND NOT (table_name = 'reminder' AND column_name = 'name')"));
    }

    [Fact]
    public async Task Owner_WithoutATenant_SeesNoRows()
    {
        await storage.AppendAsync(storage.NewJournal());
        var options = new StorageOptions();
        storage.Configure(options);
        await using var connection = new NpgsqlConnection(options.PostgresMigrationConnection + ";Pooling=false");
        await connection.OpenAsync(Cancellation);
        foreach (var table in Tables) Assert.Empty(await ListAsync(connection, $"SELECT tenant_id FROM {table}"));
    }

    [Fact]
    public async Task Tenants_WritingAtOnceOverPooledConnections_NeverMix()
    {
        var tenants = Enumerable.Range(0, 40).Select(_ => storage.NewJournal()).ToList();
        await Task.WhenAll(tenants.Select(async head =>
        {
            for (var round = 0; round < 5; round++)
            {
                var run = new RunId(head.Journal.Tenant, storage.Ids.Next());
                head = await storage.AppendAsync(head, 1, LeaseRows.Set(run, "executor", "k", Guid.Empty, default));
                var read = await storage.Journals.OpenAsync(head.Journal, Cancellation);
                Assert.Equal(head.Seq, read.Head.Seq);
            }
        }));
        foreach (var head in tenants)
        {
            await using var connection = await ConnectAsync(head.Journal.Tenant.Text);
            Assert.Equal(["5"], await ListAsync(connection, "SELECT count(*)::text FROM event"));
            Assert.Equal(["5"], await ListAsync(connection, "SELECT count(*)::text FROM lease"));
        }
    }

    private async Task<NpgsqlConnection> ConnectAsync(string? tenant)
    {
        storage.Get<WriteQueue>();
        var connection = new NpgsqlConnection(storage.AppConnection);
        await connection.OpenAsync(Cancellation);
        if (tenant is not null) await ListAsync(connection, $"SELECT set_config('app.tenant', '{tenant}', false)");
        return connection;
    }

    private static async Task AssertDeniedAsync(NpgsqlConnection connection, string sql) => Assert.Equal(
        PostgresErrorCodes.InsufficientPrivilege,
        (await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(connection, sql))).SqlState);

    private static async Task<int> ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteNonQueryAsync(Cancellation);
    }

    private static async Task<List<string>> ListAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        var rows = new List<string>();
        while (await reader.ReadAsync(Cancellation)) rows.Add(reader.GetValue(0).ToString()!);
        return rows;
    }
}
