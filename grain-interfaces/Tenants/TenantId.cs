using System.Text.Json.Serialization;

namespace OmniSage.GrainInterfaces.Tenants;

/// <summary>
/// Names a tenant. Its text is 32 hex digits, or <c>install</c> for what belongs to no tenant;
/// this text leads every grain key and every row.
/// </summary>
[GenerateSerializer, Immutable, Alias("omnisage.tenant-id"), JsonConverter(typeof(TenantIdJsonConverter))]
public readonly record struct TenantId([property: Id(0)] Guid Value)
{
    private const string InstallText = "install";

    /// <summary>The owner of accounts, credentials and recovery: the installation itself.</summary>
    public static TenantId Install => default;

    public string Text => Value == Guid.Empty ? InstallText : Value.ToString("N");

    public static bool TryParse(string? text, out TenantId tenant)
    {
        tenant = default;
        if (text == InstallText) return true;
        if (!GrainKey.TryParseHex(text, out var value) || value == Guid.Empty) return false;
        tenant = new(value);
        return true;
    }

    public static TenantId Parse(string? text) => TryParse(text, out var tenant)
        ? tenant
        : throw new OmniSageException(ErrorCodes.InvalidKey, "This is not the id of a tenant.");

    /// <summary>The tenant that a grain key begins with, whatever the grain is.</summary>
    public static TenantId OfGrainKey(string key)
    {
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        return Parse(slash < 0 ? key : key[..slash]);
    }

    public string ToGrainKey() => Text;

    public override string ToString() => Text;
}
