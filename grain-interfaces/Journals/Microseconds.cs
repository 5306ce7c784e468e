namespace OmniSage.GrainInterfaces.Journals;

/// <summary>The unit of time of the log and of the tables: microseconds since 1970 (UTC).</summary>
public static class Microseconds
{
    public static long Of(DateTimeOffset time) =>
        (time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset ToTime(long microseconds) =>
        DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);
}
