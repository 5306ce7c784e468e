using OmniSage.GrainInterfaces.Accounts;
using OmniSage.GrainInterfaces.Workspaces;
using OmniSage.Storage.Databases;

namespace OmniSage.Storage.Directories;

/// <summary>
/// Asks the database for a key, a member or a workspace at most once a second, so that requests wait for neither
/// grain nor database.
/// </summary>
internal sealed class Directory(Database database, TimeProvider time) : IDirectory
{
    private const int NameCharsMax = 200;

    private readonly RecentAnswers<string, Caller> callers = new(time);
    private readonly RecentAnswers<(TenantId, string), WorkspaceSummary> workspaces = new(time);
    private readonly RecentAnswers<(TenantId, AccountId), Member> members = new(time);

    public async ValueTask<Caller?> FindCallerAsync(ReadOnlyMemory<byte> keyHash, CancellationToken cancellation)
    {
        var name = Convert.ToHexString(keyHash.Span);
        return callers.TryFind(name, out var known)
            ? known
            : callers.Keep(name, await ReadCallerAsync(keyHash.ToArray(), cancellation));
    }

    public async ValueTask<WorkspaceSummary?> FindWorkspaceAsync(
        TenantId tenant, string slugOrId, CancellationToken cancellation)
    {
        if (slugOrId.Length is 0 or > NameCharsMax) return null;
        return workspaces.TryFind((tenant, slugOrId), out var known)
            ? known
            : workspaces.Keep((tenant, slugOrId), await ReadWorkspaceAsync(tenant, slugOrId, cancellation));
    }

    public async ValueTask<TenantRole?> FindRoleAsync(
        TenantId tenant, AccountId account, CancellationToken cancellation)
    {
        var member = members.TryFind((tenant, account), out var known)
            ? known
            : members.Keep((tenant, account), await ReadMemberAsync(tenant, account, cancellation));
        return member?.Role;
    }

    public async ValueTask<bool> HasAccountAsync(CancellationToken cancellation)
    {
        var count = await database.ReadAsync(
            TenantId.Install,
            connection => connection.Command(database.System.HasAccount).ListAsync(
                row => row.GetInt64(0), cancellation),
            cancellation);
        return count[0] > 0;
    }

    private Task<Caller?> ReadCallerAsync(byte[] keyHash, CancellationToken cancellation) => database.ReadAsync(
        TenantId.Install,
        async connection =>
        {
            var now = Microseconds.Of(time.GetUtcNow());
            var found = await connection.Command(database.System.Credential, keyHash)
                .ListAsync(row => (Caller: ReadCaller(row), ExpiresUs: row.NumberOrNull(5)), cancellation);
            var valid = found.Where(key => key.ExpiresUs is null || key.ExpiresUs > now);
            return valid.Select(key => key.Caller).SingleOrDefault();
        },
        cancellation);

    private Task<WorkspaceSummary?> ReadWorkspaceAsync(
        TenantId tenant, string slugOrId, CancellationToken cancellation) =>
        database.ReadAsync(
            tenant,
            async connection =>
            {
                var found = await connection.Command(
                    "SELECT workspace_id, slug, name FROM workspace WHERE tenant_id = $1 "
                        + "AND (slug = $2 OR workspace_id = $2) ORDER BY CASE WHEN workspace_id = $2 THEN 0 ELSE 1 END",
                    tenant.Text, Sql.Clean(slugOrId))
                    .ListAsync(
                        row => new WorkspaceSummary(new(tenant, row.Id(0)), row.GetString(1), row.GetString(2)),
                        cancellation);
                return found.FirstOrDefault();
            },
            cancellation);

    private Task<Member?> ReadMemberAsync(TenantId tenant, AccountId account, CancellationToken cancellation) =>
        database.ReadAsync(
            tenant,
            async connection =>
            {
                var found = await connection.Command(
                    "SELECT role FROM member WHERE tenant_id = $1 AND account_id = $2",
                    tenant.Text, account.Value.ToString("N"))
                    .ListAsync(row => new Member(EnumText<TenantRole>.Parse(row.GetString(0))), cancellation);
                return found.SingleOrDefault();
            },
            cancellation);

    /// <summary>The key's role bounds the member's, and never raises it.</summary>
    private static Caller ReadCaller(DbDataReader row)
    {
        var role = EnumText<TenantRole>.Parse(row.GetString(3));
        if (row.TextOrNull(4) is { } text)
        {
            var bound = EnumText<TenantRole>.Parse(text);
            role = bound < role ? bound : role;
        }

        return new(new AccountId(row.Id(2)), row.Tenant(0), role, row.Id(1));
    }

    private sealed record Member(TenantRole Role);
}
