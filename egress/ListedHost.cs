using System.Diagnostics.CodeAnalysis;

namespace OmniSage.Egress;

/// <summary>A host of the settings' list, in the form that <see cref="EgressUrl"/> gives; no port means any.</summary>
internal sealed record ListedHost(string Host, int? Port)
{
    public static bool TryParse(string text, [NotNullWhen(true)] out ListedHost? listed)
    {
        listed = null;
        if (text.AsSpan().IndexOfAny('/', '?', '#') >= 0) return false;
        try
        {
            var url = EgressUrl.Parse($"http://{text}/");
            // An address of IPv6 ends in a bracket, so a colon behind it leads in a port.
            var hasPort = text.LastIndexOf(':') > text.LastIndexOf(']');
            listed = new(EgressUrl.HostOf(url), hasPort ? url.Port : null);
            return true;
        }
        catch (EgressException)
        {
            return false;
        }
    }

    public bool Covers(Uri url) => Host == EgressUrl.HostOf(url) && (Port is null || Port == url.Port);
}
