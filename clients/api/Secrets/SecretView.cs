using OmniSage.GrainInterfaces.Vault;

namespace OmniSage.Api.Secrets;

/// <summary>A secret as people see it: everything but its value.</summary>
internal sealed record SecretView(
    string Name, int Version, IReadOnlyList<string> Hosts, string By, string Set, string? Used)
{
    public static SecretView Of(SecretSummary secret) => new(
        secret.Name,
        secret.Version,
        secret.Hosts,
        secret.By.ToString("N"),
        Timestamp.Text(secret.SetUs),
        secret.UsedUs is { } used ? Timestamp.Text(used) : null);
}
