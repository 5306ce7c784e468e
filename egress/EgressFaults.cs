using System.Security.Authentication;

namespace OmniSage.Egress;

/// <summary>Says in our own words what went wrong below. Pure.</summary>
internal static class EgressFaults
{
    public static EgressException Of(Exception fault, string host, EgressOptions options)
    {
        for (var inner = fault; inner is not null; inner = inner.InnerException)
        {
            if (inner is EgressException known) return known;
            if (inner is AuthenticationException)
            {
                return new(
                    EgressException.TlsFailed, $"No secure connection to {host}: its certificate is not valid.", fault);
            }
        }

        return (fault as HttpRequestException)?.HttpRequestError switch
        {
            HttpRequestError.ConfigurationLimitExceeded => new(
                EgressException.TooLarge, $"{host} sent a header over {options.HeaderBytesMax} bytes.", fault),
            HttpRequestError.SecureConnectionError => new(
                EgressException.TlsFailed, $"No secure connection to {host}.", fault),
            HttpRequestError.ConnectionError => new(EgressException.Unreachable, $"{host} cannot be reached.", fault),
            _ => new(EgressException.BadResponse, $"{host} sent no proper answer, or broke it off.", fault),
        };
    }
}
