using System.Globalization;

namespace OmniSage.Api;

/// <summary>How times are written: ISO 8601 in UTC with microseconds, the log's own precision.</summary>
internal static class Timestamp
{
    public const string Format = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    public static DateTime At(long us) => Microseconds.ToTime(us).UtcDateTime;

    public static string Text(long us) => At(us).ToString(Format, CultureInfo.InvariantCulture);
}
