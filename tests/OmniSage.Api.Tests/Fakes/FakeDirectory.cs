using System.Security.Cryptography;
using System.Text;

namespace OmniSage.Api.Tests.Fakes;

/// <summary>A few tenants with a workspace each and the keys into them.</summary>
internal sealed class FakeDirectory : IDirectory
{
    private readonly Dictionary<string, Caller> callers = [];
    private readonly List<WorkspaceSummary> workspaces = [];

    public WorkspaceSummary AddWorkspace(TenantId tenant, string slug)
    {
        var workspace = new WorkspaceSummary(new(tenant, Guid.CreateVersion7()), slug, slug);
        workspaces.Add(workspace);
        return workspace;
    }

    public Caller AddKey(TenantId tenant, string key, TenantRole role)
    {
        var caller = new Caller(new(Guid.CreateVersion7()), tenant, role, Guid.CreateVersion7());
        callers[Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)))] = caller;
        return caller;
    }

    public ValueTask<Caller?> FindCallerAsync(ReadOnlyMemory<byte> keyHash, CancellationToken cancellation) =>
        new(callers.GetValueOrDefault(Convert.ToHexString(keyHash.Span)));

    public ValueTask<WorkspaceSummary?> FindWorkspaceAsync(
        TenantId tenant, string slugOrId, CancellationToken cancellation) =>
        new(workspaces.Find(workspace => workspace.Id.Tenant == tenant
            && (workspace.Slug == slugOrId || workspace.Id.Value.ToString("N") == slugOrId)));

    public ValueTask<TenantRole?> FindRoleAsync(
        TenantId tenant, AccountId account, CancellationToken cancellation) =>
        new(callers.Values.FirstOrDefault(one => one.Tenant == tenant && one.Account == account)?.Role);

    public ValueTask<bool> HasAccountAsync(CancellationToken cancellation) => new(callers.Count > 0);
}
