using System.Net;
using System.Net.Sockets;

namespace OmniSage.Egress;

/// <summary>
/// Tells public addresses from all others, by the registries of special-purpose addresses (RFC 6890 as kept by IANA).
/// What is not known to be public is not. Pure.
/// </summary>
internal static class AddressRules
{
    private static readonly ImmutableArray<IPNetwork> Never =
    [
        Network("0.0.0.0/8"), // "This" network; Linux takes it for loopback.
        Network("224.0.0.0/4"), // Multicast.
        Network("240.0.0.0/4"), // Reserved, and broadcast.
        Network("::/128"), // Unspecified.
        Network("ff00::/8"), // Multicast.
        Network("::/96"), // IPv4-compatible (but for ::1), deprecated.
        Network("::ffff:0:0/96"), // IPv4-mapped: whoever means an IPv4 address can write one.
        Network("::ffff:0:0:0/96"), // IPv4-translated (RFC 2765).
        Network("64:ff9b:1::/48"), // Local NAT64 (RFC 8215).
        Network("2001::/32"), // Teredo.
        Network("2002::/16"), // 6to4, deprecated (RFC 7526).
        Network("192.88.99.0/24"), // 6to4 relays.
    ];

    private static readonly ImmutableArray<IPNetwork> Private =
    [
        Network("10.0.0.0/8"),
        Network("100.64.0.0/10"), // Carrier-grade NAT; a metadata address lies in it.
        Network("127.0.0.0/8"),
        Network("168.63.129.16/32"), // A cloud's metadata, at a public-looking address.
        Network("169.254.0.0/16"), // Link-local, with metadata.
        Network("172.16.0.0/12"),
        Network("192.0.0.0/24"), // Protocol assignments; a metadata address lies in it.
        Network("192.0.2.0/24"), // Documentation.
        Network("192.168.0.0/16"),
        Network("198.18.0.0/15"), // Benchmarks.
        Network("198.51.100.0/24"), // Documentation.
        Network("203.0.113.0/24"), // Documentation.
        Network("2001::/23"), // Protocol assignments.
        Network("2001:db8::/32"), // Documentation.
        Network("3fff::/20"), // Documentation.
    ];

    /// <summary>All that is handed out of IPv6; unique local, link-local and site-local lie outside.</summary>
    private static readonly IPNetwork GlobalUnicast = Network("2000::/3");

    /// <summary>IPv4 as a network without it sees it (RFC 6052).</summary>
    private static readonly IPNetwork Nat64 = Network("64:ff9b::/96");

    public static AddressKind KindOf(IPAddress address)
    {
        if (address.Equals(IPAddress.IPv6Loopback)) return AddressKind.Private;
        // The resolver of such a network makes these of every IPv4 address, so the one inside decides.
        if (Holds(Nat64, address))
        {
            return KindOf(Inside(address)) == AddressKind.Public ? AddressKind.Public : AddressKind.Never;
        }

        if (Never.Any(network => Holds(network, address))) return AddressKind.Never;
        if (Private.Any(network => Holds(network, address))) return AddressKind.Private;
        return address.AddressFamily switch
        {
            AddressFamily.InterNetwork => AddressKind.Public,
            AddressFamily.InterNetworkV6 when Holds(GlobalUnicast, address) => AddressKind.Public,
            AddressFamily.InterNetworkV6 => AddressKind.Private,
            _ => AddressKind.Never,
        };
    }

    /// <summary>Compared by bits: the framework's own comparison sees IPv4 inside mapped addresses.</summary>
    private static bool Holds(IPNetwork network, IPAddress address)
    {
        if (network.BaseAddress.AddressFamily != address.AddressFamily) return false;
        var (wanted, given) = (network.BaseAddress.GetAddressBytes(), address.GetAddressBytes());
        var whole = network.PrefixLength / 8;
        if (!wanted.AsSpan(0, whole).SequenceEqual(given.AsSpan(0, whole))) return false;
        var rest = network.PrefixLength % 8;
        return rest == 0 || (wanted[whole] ^ given[whole]) >> (8 - rest) == 0;
    }

    private static IPAddress Inside(IPAddress address) => new(address.GetAddressBytes().AsSpan(12));

    private static IPNetwork Network(string text) => IPNetwork.Parse(text);
}
