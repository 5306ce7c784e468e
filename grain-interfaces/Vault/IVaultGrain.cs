using OmniSage.GrainInterfaces.Workspaces;

namespace OmniSage.GrainInterfaces.Vault;

/// <summary>
/// The secrets of a workspace, keyed by <see cref="WorkspaceId"/>: which there are and where each may be sent. It holds
/// sealed values only, gives one out for a host that the secret names and for no other, and every use is an event
/// before the value leaves.
/// </summary>
[Alias("omnisage.vault"), GrainInterfaceType("vault")]
public interface IVaultGrain : IGrainWithStringKey
{
    /// <summary>Sets a secret. What it had before is erased.</summary>
    /// <exception cref="OmniSageException"><see cref="ErrorCodes.InvalidArgument"/>: the name or hosts.</exception>
    [Alias("set")]
    Task<SecretOutcome> SetAsync(SetSecret order);

    /// <summary>Ends a secret and erases its value. Answers whether it was there; again changes nothing.</summary>
    [Alias("revoke")]
    Task<bool> RevokeAsync(string name, Guid by);

    /// <summary>All of them, by name, without their values.</summary>
    [Alias("list"), ReadOnly]
    Task<ImmutableArray<SecretSummary>> ListAsync();

    /// <summary>Gives the sealed value for this use, once the use is durable in the log.</summary>
    [Alias("use")]
    Task<SecretGrant> UseAsync(SecretUse use);
}
