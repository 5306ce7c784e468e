#if ORLEANS_PACKAGES
using System.Net;
using System.Net.Sockets;
#endif

using Orleans.Hosting;

namespace OmniSage.Silo;

/// <summary>
/// How a silo finds others. The build for one process has no others to find; the build with Orleans' packages starts
/// a cluster of one, whose members are kept in memory.
/// </summary>
internal static class Clustering
{
#if ORLEANS_PACKAGES
    public static ISiloBuilder AddClustering(this ISiloBuilder silo) => silo
        .UseLocalhostClustering(FreePort(), FreePort());

    private static int FreePort()
    {
        using var probe = new Socket(SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)probe.LocalEndPoint!).Port;
    }
#else
    public static ISiloBuilder AddClustering(this ISiloBuilder silo) => silo;
#endif
}
