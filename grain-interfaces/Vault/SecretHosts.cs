namespace OmniSage.GrainInterfaces.Vault;

/// <summary>
/// Where a secret may be sent: hosts by their exact names, with a port where it is not the scheme's own.
/// </summary>
public static class SecretHosts
{
    public const int Max = 20;

    public const string Rule =
        "A secret names 1 to 20 hosts that it may be sent to, such as api.example.com or 10.0.0.5:8080.";

    public static bool AreValid(ImmutableArray<string> hosts) =>
        !hosts.IsDefault && hosts.Length is >= 1 and <= Max && hosts.All(IsHost);

    /// <summary>The host of an address as these lists name it.</summary>
    public static string Of(Uri address)
    {
        var host = address.IdnHost.ToLowerInvariant();
        return address.IsDefaultPort ? host : $"{host}:{address.Port}";
    }

    private static bool IsHost(string text) =>
        text.Length is > 0 and <= 255
        && Uri.TryCreate($"https://{text}/", UriKind.Absolute, out var address)
        && address.UserInfo.Length == 0
        && address.PathAndQuery == "/"
        && Of(address) == text;
}
