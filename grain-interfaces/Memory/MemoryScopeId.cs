using System.Security.Cryptography;
using System.Text;

namespace OmniSage.GrainInterfaces.Memory;

/// <summary>
/// Names a scope's memory in its tenant; the only place its grain key is made and parsed. The id is a UUID of version 8
/// (RFC 9562) from the SHA-256 of tenant, kind, workspace and subject: two scopes never share one, even where their
/// subjects do, and no journal of the subject itself has it.
/// </summary>
[GenerateSerializer, Immutable, Alias("omnisage.memory-scope-id")]
public readonly record struct MemoryScopeId([property: Id(0)] TenantId Tenant, [property: Id(1)] Guid Value)
{
    public static MemoryScopeId Of(TenantId tenant, MemoryScope scope)
    {
        var kind = scope.Kind.ToString().ToLowerInvariant();
        var name = $"omnisage.memory.1\0{tenant.Text}\0{kind}\0{scope.Workspace:N}\0{scope.Subject:N}";
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(name));
        hash[6] = (byte)(hash[6] & 0x0F | 0x80);
        hash[8] = (byte)(hash[8] & 0x3F | 0x80);
        return new(tenant, new Guid(hash.AsSpan(0, 16), bigEndian: true));
    }

    public string ToGrainKey() => GrainKey.Format(Tenant, Value);

    public static MemoryScopeId Parse(string key)
    {
        var (tenant, value) = GrainKey.Parse(key, "memory scope");
        return new(tenant, value);
    }

    public override string ToString() => ToGrainKey();
}
