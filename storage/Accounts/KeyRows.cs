using OmniSage.GrainInterfaces.Accounts;
using OmniSage.Storage.Databases;
using OmniSage.Storage.Writes;
using static OmniSage.Storage.Writes.ColumnKind;

namespace OmniSage.Storage.Accounts;

/// <summary>The <c>api_key</c> table: credentials by the SHA-256 of their text.</summary>
public static class KeyRows
{
    private static readonly Statement Add = new(
        "api_key",
        "INSERT INTO api_key (tenant_id, key_id, hash, account_id, role, created_us, expires_us, revoked_us) "
            + "VALUES ($1, $2, $3, $4, $5, $6, $7, NULL)",
        Text, Text, Bytes, Text, Text, Number, Number);

    private static readonly Statement SetRevoked = new(
        "api_key", "UPDATE api_key SET revoked_us = $3 WHERE tenant_id = $1 AND key_id = $2 AND revoked_us IS NULL",
        Text, Text, Number);

    /// <param name="tenant">The tenant it acts in.</param>
    /// <param name="key">The key's own id.</param>
    /// <param name="hash">SHA-256 of the key's text, 32 bytes.</param>
    /// <param name="account">Whom it stands for; it must be a member of the tenant for the key to work.</param>
    /// <param name="role">A bound below the member's role, or null.</param>
    /// <param name="created">When it was made.</param>
    /// <param name="expires">When it stops working, or null.</param>
    public static RowChange Insert(
        TenantId tenant,
        Guid key,
        byte[] hash,
        AccountId account,
        TenantRole? role,
        DateTimeOffset created,
        DateTimeOffset? expires) => Add.With(
            tenant,
            key.ToString("N"),
            hash,
            account.Value.ToString("N"),
            role is { } bound ? EnumText<TenantRole>.Of(bound) : null,
            Microseconds.Of(created),
            expires is { } end ? Microseconds.Of(end) : null);

    public static RowChange Revoke(TenantId tenant, Guid key, DateTimeOffset at) =>
        SetRevoked.With(tenant, key.ToString("N"), Microseconds.Of(at));
}
