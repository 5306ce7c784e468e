using OmniSage.GrainInterfaces.Workspaces;

namespace OmniSage.GrainInterfaces.Vault;

/// <summary>
/// Seals and opens values with AES-256-GCM under the tenant's data key, which the install's master key wraps. A sealed
/// value opens for the workspace and the name that it was sealed for, and for nothing else.
/// </summary>
public interface ISecretBox
{
    /// <exception cref="OmniSageException">
    /// <see cref="ErrorCodes.InvalidArgument"/>: the value is empty or has more than
    /// <see cref="SecretValue.BytesMax"/> bytes; <see cref="ErrorCodes.StorageUnavailable"/>: the master key or the
    /// database is not there, and the message says which.
    /// </exception>
    Task<string> SealAsync(
        WorkspaceId workspace, string name, ReadOnlyMemory<byte> value, CancellationToken cancellation);

    /// <exception cref="OmniSageException">
    /// <see cref="ErrorCodes.JournalCorrupt"/>: it was changed, or sealed for something else;
    /// <see cref="ErrorCodes.StorageUnavailable"/>.
    /// </exception>
    Task<byte[]> OpenAsync(WorkspaceId workspace, string name, string sealedValue, CancellationToken cancellation);
}
