namespace OmniSage.Storage.Databases;

/// <summary>
/// The few questions that no tenant's transaction may answer. SQLite reads the tables; PostgreSQL asks functions of
/// <c>omnisage_system</c>, which return keys and times, never content.
/// </summary>
internal sealed record SystemSql
{
    public static SystemSql Sqlite { get; } = new()
    {
        ExpiredLeases =
            "SELECT tenant_id, run_id, owner_kind, owner_key FROM lease WHERE shard >= $3 AND shard < $4 "
            + "AND (expires_us <= $2 OR ($1 <> '*' AND instr($1, incarnation) = 0)) ORDER BY expires_us LIMIT $5",
        Credential =
            "SELECT k.tenant_id, k.key_id, k.account_id, m.role, k.role, k.expires_us FROM api_key k "
            + "JOIN member m ON m.tenant_id = k.tenant_id AND m.account_id = k.account_id "
            + "WHERE k.hash = $1 AND k.revoked_us IS NULL",
        HasAccount = "SELECT EXISTS (SELECT 1 FROM account)",
        Tenants = "SELECT tenant_id, created_us FROM tenant WHERE tenant_id > $1 ORDER BY tenant_id LIMIT $2",
        Reminders =
            "SELECT grain_id, name, start_us, period_us, etag FROM reminder WHERE CASE WHEN $1 < $2 "
            + "THEN grain_hash > $1 AND grain_hash <= $2 ELSE grain_hash > $1 OR grain_hash <= $2 END",
    };

    public static SystemSql Postgres { get; } = new()
    {
        ExpiredLeases =
            "SELECT tenant_id, run_id, owner_kind, owner_key FROM omnisage_expired_leases($1, $2, $3, $4, $5)",
        Credential =
            "SELECT tenant_id, key_id, account_id, member_role, key_role, expires_us FROM omnisage_credential($1)",
        HasAccount = "SELECT omnisage_has_account()::int::bigint",
        Tenants = "SELECT tenant_id, created_us FROM omnisage_tenants($1, $2)",
        Reminders = "SELECT grain_id, name, start_us, period_us, etag FROM omnisage_reminders($1, $2)",
    };

    /// <summary>$1 incarnations alive or <c>*</c>, $2 now, $3 and $4 the shard, $5 how many.</summary>
    public required string ExpiredLeases { get; init; }

    /// <summary>$1 the SHA-256 of the key's text.</summary>
    public required string Credential { get; init; }

    public required string HasAccount { get; init; }

    /// <summary>$1 the tenant behind which to go on, $2 how many.</summary>
    public required string Tenants { get; init; }

    /// <summary>
    /// Of grains whose place on the ring is above $1 and at most $2, around the end where $1 is not below $2.
    /// </summary>
    public required string Reminders { get; init; }
}
