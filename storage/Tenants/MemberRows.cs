using OmniSage.GrainInterfaces.Accounts;
using OmniSage.Storage.Databases;
using OmniSage.Storage.Writes;
using static OmniSage.Storage.Writes.ColumnKind;

namespace OmniSage.Storage.Tenants;

/// <summary>The <c>member</c> table: which account acts in which tenant, and as what.</summary>
public static class MemberRows
{
    private static readonly Statement Put = new(
        "member",
        "INSERT INTO member (tenant_id, account_id, role, created_us) VALUES ($1, $2, $3, $4) "
            + "ON CONFLICT (tenant_id, account_id) DO UPDATE SET role = excluded.role",
        Text, Text, Text, Number);

    private static readonly Statement Delete = new(
        "member", "DELETE FROM member WHERE tenant_id = $1 AND account_id = $2", Text, Text);

    public static RowChange Upsert(TenantId tenant, AccountId account, TenantRole role, DateTimeOffset created) =>
        Put.With(tenant, account.Value.ToString("N"), EnumText<TenantRole>.Of(role), Microseconds.Of(created));

    public static RowChange Drop(TenantId tenant, AccountId account) =>
        Delete.With(tenant, account.Value.ToString("N"));
}
