namespace OmniSage.Grains.Runs;

/// <summary>The log's unit of time: microseconds since 1970 (UTC).</summary>
internal static class Microseconds
{
    public static long Of(DateTimeOffset time) =>
        (time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset ToTime(long microseconds) =>
        DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);
}
