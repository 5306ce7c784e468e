using OmniSage.GrainInterfaces.Accounts;
using OmniSage.Storage.Databases;
using OmniSage.Storage.Writes;
using static OmniSage.Storage.Writes.ColumnKind;

namespace OmniSage.Storage.Accounts;

/// <summary>The <c>account</c> table; its rows belong to <see cref="TenantId.Install"/>.</summary>
public static class AccountRows
{
    private static readonly Statement Put = new(
        "account",
        "INSERT INTO account (tenant_id, account_id, name, is_operator, created_us) VALUES ($1, $2, $3, $4, $5) "
            + "ON CONFLICT (tenant_id, account_id) DO UPDATE SET name = excluded.name, "
            + "is_operator = excluded.is_operator",
        Text, Text, Text, Number, Number);

    public static RowChange Upsert(AccountId account, string name, bool isOperator, DateTimeOffset created) => Put.With(
        TenantId.Install, account.Value.ToString("N"), Sql.Clean(name), isOperator ? 1L : 0L, Microseconds.Of(created));
}
