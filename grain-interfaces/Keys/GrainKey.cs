using System.Diagnostics.CodeAnalysis;

namespace OmniSage.GrainInterfaces.Keys;

/// <summary>
/// The form that every grain key has: the tenant, a slash, and a UUID as 32 hex digits. Used by id types only.
/// </summary>
internal static class GrainKey
{
    public static string Format(TenantId tenant, Guid value) => $"{tenant.Text}/{value:N}";

    /// <summary>Reads what <see cref="Format"/> wrote and refuses everything else.</summary>
    public static bool TryParse(string? key, out TenantId tenant, out Guid value)
    {
        tenant = default;
        value = default;
        var slash = key?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        return slash > 0
            && TenantId.TryParse(key![..slash], out tenant)
            && TryParseHex(key[(slash + 1)..], out value);
    }

    public static (TenantId Tenant, Guid Value) Parse(string? key, string kind) =>
        TryParse(key, out var tenant, out var value) ? (tenant, value) : throw Invalid(key, kind);

    /// <summary>Reads 32 lower-case hex digits, the one spelling that ids have.</summary>
    public static bool TryParseHex([NotNullWhen(true)] string? text, out Guid value) =>
        Guid.TryParseExact(text, "N", out value) && value.ToString("N") == text;

    private static OmniSageException Invalid(string? key, string kind) =>
        new(ErrorCodes.InvalidKey, $"This is not the key of a {kind}: {key?.Length ?? 0} characters.");
}
