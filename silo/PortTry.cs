using System.Net;
using System.Net.Sockets;

namespace OmniSage.Silo;

/// <summary>
/// Tries the port before anything else starts, so that a port in use ends the start before there is anything to undo.
/// The port is not held: whoever takes it meanwhile is found when the server listens.
/// </summary>
internal sealed class PortTry(SiloArguments arguments) : IHostedService
{
    /// <exception cref="SocketException">It cannot be listened on.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        using var listener = new TcpListener(IPAddress.Loopback, arguments.Port);
        listener.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
