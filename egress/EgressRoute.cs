using System.Net;
using System.Net.Sockets;

namespace OmniSage.Egress;

/// <summary>
/// Where one hop goes: its host is resolved once, every address is judged, and only these very addresses are
/// connected to. A name that changes its address meanwhile changes nothing.
/// </summary>
internal sealed class EgressRoute(string host, ImmutableArray<IPAddress> addresses)
{
    /// <summary>Addresses of one host that are tried.</summary>
    public const int AddressesMax = 4;

    public static async Task<EgressRoute> FindAsync(
        string host, bool isListed, ResolveHost resolve, CancellationToken cancellation)
    {
        var addresses = IPAddress.TryParse(host, out var address)
            ? [address]
            : await ResolveAsync(host, resolve, cancellation);
        // One bad address among several is enough: which of them is used would be the name's owner's choice.
        if (addresses.Any(found => !IsAllowed(AddressRules.KindOf(found), isListed)))
        {
            throw new EgressException(
                EgressException.RefusedAddress,
                $"{host} leads to an address that is not public. Whoever runs OmniSage can list it in "
                + $"{EgressOptions.Section}:{nameof(EgressOptions.PrivateHosts)}.");
        }

        return new(host, [.. addresses.Take(AddressesMax)]);
    }

    public async ValueTask<Stream> ConnectAsync(int port, CancellationToken cancellation)
    {
        Exception? last = null;
        foreach (var address in addresses)
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, port), cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException fault)
            {
                socket.Dispose();
                last = fault;
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        throw new EgressException(EgressException.Unreachable, $"{host} cannot be reached.", last);
    }

    private static async Task<IPAddress[]> ResolveAsync(
        string host, ResolveHost resolve, CancellationToken cancellation)
    {
        try
        {
            var found = await resolve(host, cancellation);
            if (found.Length > 0) return found;
        }
        catch (SocketException fault)
        {
            throw Unknown(host, fault);
        }

        throw Unknown(host, null);
    }

    private static bool IsAllowed(AddressKind kind, bool isListed) => kind switch
    {
        AddressKind.Public => true,
        AddressKind.Private => isListed,
        AddressKind.Never => false,
    };

    private static EgressException Unknown(string host, Exception? inner) =>
        new(EgressException.UnknownHost, $"{host} has no address.", inner);
}
