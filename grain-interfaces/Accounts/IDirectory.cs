using OmniSage.GrainInterfaces.Workspaces;

namespace OmniSage.GrainInterfaces.Accounts;

/// <summary>
/// Answers who a credential is and what a name stands for, from a cache that is at most one second old,
/// so that no request waits for a grain or a database for it.
/// </summary>
public interface IDirectory
{
    /// <summary>
    /// Whom the key stands for, by the SHA-256 of its text; null when it is unknown, revoked or expired.
    /// </summary>
    ValueTask<Caller?> FindCallerAsync(ReadOnlyMemory<byte> keyHash, CancellationToken cancellation);

    /// <summary>The workspace of that slug, or of that id as 32 hex digits, in the tenant.</summary>
    ValueTask<WorkspaceSummary?> FindWorkspaceAsync(TenantId tenant, string slugOrId, CancellationToken cancellation);

    /// <summary>What the account is in the tenant at the moment; null when it is no member of it.</summary>
    ValueTask<TenantRole?> FindRoleAsync(TenantId tenant, AccountId account, CancellationToken cancellation);

    /// <summary>Whether the install has any account; the first start makes one.</summary>
    ValueTask<bool> HasAccountAsync(CancellationToken cancellation);
}
