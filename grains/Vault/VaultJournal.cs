using System.Security.Cryptography;
using System.Text;
using OmniSage.GrainInterfaces.Workspaces;

namespace OmniSage.Grains.Vault;

/// <summary>
/// Names the journal of a workspace's vault. An event's key holds no kind, and the workspace's own journal has the
/// workspace's id, so this is a UUID of version 8 (RFC 9562) from the SHA-256 of tenant and workspace.
/// </summary>
internal static class VaultJournal
{
    public static JournalId Of(WorkspaceId workspace)
    {
        var name = $"omnisage.vault.1\0{workspace.Tenant.Text}\0{workspace.Value:N}";
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(name));
        hash[6] = (byte)(hash[6] & 0x0F | 0x80);
        hash[8] = (byte)(hash[8] & 0x3F | 0x80);
        return new(workspace.Tenant, JournalKind.Vault, new Guid(hash.AsSpan(0, 16), bigEndian: true));
    }
}
