using System.Text;
using OmniSage.GrainInterfaces.Vault;

namespace OmniSage.Api.Tests.Fakes;

/// <summary>Seals by turning the bytes round.</summary>
internal sealed class FakeSecretBox : ISecretBox
{
    public Task<string> SealAsync(
        WorkspaceId workspace, string name, ReadOnlyMemory<byte> value, CancellationToken cancellation) =>
        Task.FromResult(new string([.. Encoding.UTF8.GetString(value.Span).Reverse()]));

    public Task<byte[]> OpenAsync(
        WorkspaceId workspace, string name, string sealedValue, CancellationToken cancellation) =>
        throw new NotSupportedException();
}
