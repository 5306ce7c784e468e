using System.Net;
using System.Net.Sockets;

namespace OmniSage.Silo.Doctor;

/// <summary>Whether the port that OmniSage would listen on is free.</summary>
internal static class PortCheck
{
    public static Finding Look(SiloArguments arguments)
    {
        var subject = $"port {arguments.Port}";
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, arguments.Port);
            listener.Start();
            return new(subject, "ok", "It is free.");
        }
        catch (SocketException fault)
        {
            var url = Path.Combine(arguments.DataFolder, Announcement.UrlFile);
            return File.Exists(url)
                ? new(subject, "in use", "Something listens on it; perhaps OmniSage itself.")
                : new(
                    subject,
                    "in use",
                    $"It cannot be used: {fault.SocketErrorCode}.",
                    "Choose another: ./omnisage up --port N");
        }
    }
}
