using System.Net;

namespace OmniSage.Egress.Tests;

/// <summary>Makes clients for tests and reads what became of a request.</summary>
internal static class Egress
{
    public static readonly Dictionary<string, string[]> Names = new()
    {
        ["localhost"] = ["127.0.0.1"],
        ["evil.test"] = ["127.0.0.1"],
        ["sub.evil.test"] = ["127.0.0.1"],
        ["mixed.test"] = ["3ffe::1", "127.0.0.1"],
        ["six.test"] = ["::1"],
        ["mapped.test"] = ["::ffff:127.0.0.1"],
        ["nat64.test"] = ["64:ff9b::7f00:1"],
        ["zero.test"] = ["0.0.0.0"],
        ["zero6.test"] = ["::"],
        ["listed.test"] = ["127.0.0.1"],
        ["other.test"] = ["127.0.0.1"],
        ["lan.test"] = ["192.168.1.1"],
        ["xn--bcher-kva.test"] = ["127.0.0.1"],
    };

    public static EgressClient Client(params string[] privateHosts) =>
        Client(new EgressOptions { PrivateHosts = privateHosts });

    public static EgressClient Client(EgressOptions options, ResolveHost? resolve = null, TimeProvider? time = null) =>
        new(options, resolve ?? ResolveAsync, time ?? TimeProvider.System, trust: null);

    public static Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellation) => Task.FromResult(
        Names.TryGetValue(host, out var found) ? found.Select(IPAddress.Parse).ToArray() : []);

    public static async Task<string> CodeOfAsync(EgressClient client, string url, Func<Uri, bool>? mayFollow = null)
    {
        try
        {
            var result = await client.GetAsync(
                new(url) { MayFollow = mayFollow ?? (_ => true) }, CancellationToken.None);
            return result.Status.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (EgressException fault)
        {
            return fault.Code;
        }
    }
}
