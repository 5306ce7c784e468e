using System.Globalization;

namespace OmniSage.Cli.Display;

/// <summary>How states and times are shown.</summary>
internal static class Status
{
    public static Ink Ink(string? status) => status switch
    {
        "completed" => Display.Ink.Good,
        "failed" => Display.Ink.Bad,
        "running" => Display.Ink.Accent,
        _ => Display.Ink.Faint,
    };

    /// <summary>A time of the server in this machine's time zone, to the second.</summary>
    public static string Time(string? iso) =>
        DateTimeOffset.TryParse(iso, CultureInfo.InvariantCulture, out var at)
            ? at.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)
            : "";

    /// <summary>How long ago that was, in the largest unit of which there is one.</summary>
    public static string Age(string? iso)
    {
        if (!DateTimeOffset.TryParse(iso, CultureInfo.InvariantCulture, out var at)) return "";
        var age = TimeProvider.System.GetUtcNow() - at;
        return age.TotalSeconds switch
        {
            < 60 => $"{Math.Max(0, (int)age.TotalSeconds)} s",
            < 3600 => $"{(int)age.TotalMinutes} min",
            < 86_400 => $"{(int)age.TotalHours} h",
            _ => $"{(int)age.TotalDays} d",
        };
    }

    /// <summary>How long it took, or nothing while it runs.</summary>
    public static string Span(string? from, string? to) =>
        DateTimeOffset.TryParse(from, CultureInfo.InvariantCulture, out var start)
        && DateTimeOffset.TryParse(to, CultureInfo.InvariantCulture, out var end)
            ? Span(end - start)
            : "";

    public static string Span(TimeSpan span) => span.TotalSeconds switch
    {
        < 1 => FormattableString.Invariant($"{span.TotalMilliseconds:0.#} ms"),
        < 60 => FormattableString.Invariant($"{span.TotalSeconds:0.00} s"),
        < 3600 => $"{(int)span.TotalMinutes}:{span.Seconds:00} min",
        _ => $"{(int)span.TotalHours}:{span.Minutes:00} h",
    };
}
