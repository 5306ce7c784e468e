using System.Net;

namespace OmniSage.Egress;

/// <summary>
/// Gives the addresses of a host's name, best first. It is asked once for each hop of a request, never for an address.
/// </summary>
public delegate Task<IPAddress[]> ResolveHost(string host, CancellationToken cancellation);
