using System.Collections.Concurrent;
using System.Text;
using OmniSage.GrainInterfaces.Vault;
using OmniSage.GrainInterfaces.Workspaces;

namespace OmniSage.Grains.Vault;

/// <summary>
/// Opens secrets for whoever makes a call on a workspace's behalf, outside the grains: the one place where a value is
/// open. It stays so for a few seconds, so that a busy workspace does not note every call; a secret that is revoked or
/// replaced is used no longer than that.
/// </summary>
internal sealed class SecretBroker(IGrainFactory grains, ISecretBox box, TimeProvider time)
{
    public static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(5);

    private const int KeptMax = 1_000;

    private readonly ConcurrentDictionary<(WorkspaceId, SecretUse), Kept> kept = new();

    /// <summary>The value of a secret, to be sent to the use's host and nowhere else.</summary>
    /// <exception cref="OmniSageException">
    /// <see cref="ErrorCodes.NotFound"/>: there is none, or not for this host; the message says which.
    /// </exception>
    public async Task<string> OpenAsync(WorkspaceId workspace, SecretUse use, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (kept.TryGetValue((workspace, use), out var known) && now < known.Until) return known.Value;
        CallerContext.Set(workspace.Tenant, CallerContext.System);
        var grant = await grains.GetGrain<IVaultGrain>(workspace.ToGrainKey()).UseAsync(use);
        if (grant.Sealed is null) throw new OmniSageException(ErrorCodes.NotFound, grant.Why!);
        var value = Encoding.UTF8.GetString(await box.OpenAsync(workspace, use.Name, grant.Sealed, cancellation));
        if (kept.Count >= KeptMax) kept.Clear();
        kept[(workspace, use)] = new(value, now + KeptFor);
        return value;
    }

    private sealed record Kept(string Value, DateTimeOffset Until)
    {
        /// <summary>Without the value.</summary>
        public override string ToString() => nameof(Kept);
    }
}
