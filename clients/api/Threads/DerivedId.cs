using System.Security.Cryptography;
using System.Text;

namespace OmniSage.Api.Threads;

/// <summary>
/// The id of a thread that a client names itself: a UUID of version 8 (RFC 9562) from the SHA-256 of who says so and
/// what it says, so that a repeat finds the same thread without a table of seen ids, and nobody can meet another's.
/// </summary>
internal static class DerivedId
{
    public static Guid Of(TenantId tenant, Guid workspace, Guid account, string clientId)
    {
        var name = $"omnisage.thread.1\0{tenant.Text}\0{workspace:N}\0{account:N}\0{clientId}";
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(name));
        hash[6] = (byte)(hash[6] & 0x0F | 0x80);
        hash[8] = (byte)(hash[8] & 0x3F | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }
}
