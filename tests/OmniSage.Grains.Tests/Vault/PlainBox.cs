using OmniSage.GrainInterfaces.Vault;
using OmniSage.GrainInterfaces.Workspaces;

namespace OmniSage.Grains.Tests.Vault;

/// <summary>A box that seals nothing: what real ones do is tested with the storage.</summary>
internal sealed class PlainBox : ISecretBox
{
    public Task<string> SealAsync(
        WorkspaceId workspace, string name, ReadOnlyMemory<byte> value, CancellationToken cancellation) =>
        Task.FromResult(Convert.ToBase64String(value.Span));

    public Task<byte[]> OpenAsync(
        WorkspaceId workspace, string name, string sealedValue, CancellationToken cancellation) =>
        Task.FromResult(Convert.FromBase64String(sealedValue));
}
