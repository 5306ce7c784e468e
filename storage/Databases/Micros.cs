namespace OmniSage.Storage.Databases;

/// <summary>Times as the tables hold them: microseconds since 1970, UTC.</summary>
internal static class Micros
{
    public static long Of(DateTimeOffset at) =>
        (at.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
}
