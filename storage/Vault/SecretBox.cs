using System.Text;
using OmniSage.GrainInterfaces.Vault;
using OmniSage.GrainInterfaces.Workspaces;
using OmniSage.Storage.Journals;

namespace OmniSage.Storage.Vault;

internal sealed class SecretBox(TenantKeys keys, SaltSource salts) : ISecretBox
{
    /// <summary>The form of what is sealed, so that another can follow.</summary>
    private const string Form = "s1:";

    public async Task<string> SealAsync(
        WorkspaceId workspace, string name, ReadOnlyMemory<byte> value, CancellationToken cancellation)
    {
        if (value.Length is 0 or > SecretValue.BytesMax)
        {
            throw new OmniSageException(
                ErrorCodes.InvalidArgument, $"A secret's value has 1 to {SecretValue.BytesMax} bytes.");
        }

        var key = await keys.GetAsync(workspace.Tenant, cancellation);
        return Form + Convert.ToBase64String(Sealing.Seal(key, value.Span, Context(workspace, name), salts));
    }

    public async Task<byte[]> OpenAsync(
        WorkspaceId workspace, string name, string sealedValue, CancellationToken cancellation)
    {
        var bytes = new byte[sealedValue.Length];
        if (!sealedValue.StartsWith(Form, StringComparison.Ordinal)
            || !Convert.TryFromBase64String(sealedValue[Form.Length..], bytes, out var count))
        {
            throw new OmniSageException(ErrorCodes.JournalCorrupt, "This is no sealed value.");
        }

        var key = await keys.GetAsync(workspace.Tenant, cancellation);
        return Sealing.Open(key, bytes.AsSpan(0, count), Context(workspace, name));
    }

    private static byte[] Context(WorkspaceId workspace, string name) =>
        Encoding.UTF8.GetBytes($"omnisage.secret.1\0{workspace.ToGrainKey()}\0{name}");
}
