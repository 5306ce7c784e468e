using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;

namespace OmniSage.Silo.Telemetry.Logs;

/// <summary>
/// One entry of the log as it may be shown: of our own lines the sentence with its values, which are ids, codes, counts
/// and sizes; of a library's the sentence without, since nobody here knows what it would put in.
/// </summary>
internal sealed record LogLine
{
    private const string Template = "{OriginalFormat}";

    public required LogLevel Level { get; init; }

    public required string Category { get; init; }

    public required EventId Event { get; init; }

    public required string Message { get; init; }

    public required IReadOnlyList<KeyValuePair<string, object?>> Values { get; init; }

    public required Exception? Fault { get; init; }

    public string? Trace { get; init; }

    public string? Span { get; init; }

    public static LogLine Of<TState>(in LogEntry<TState> entry)
    {
        var values = entry.State as IReadOnlyList<KeyValuePair<string, object?>> ?? [];
        var isOwn = IsOwn(entry.Category);
        return new()
        {
            Level = entry.LogLevel,
            Category = entry.Category,
            Event = entry.EventId,
            Message = isOwn ? entry.Formatter(entry.State, null) : TemplateOf(values),
            Values = isOwn ? [.. values.Where(one => one.Key != Template)] : [],
            Fault = entry.Exception,
            Trace = Activity.Current?.TraceId.ToString(),
            Span = Activity.Current?.SpanId.ToString(),
        };
    }

    public static bool IsOwn(string? category) =>
        category is not null
        && (category.StartsWith("OmniSage.", StringComparison.Ordinal)
            || category.StartsWith("Orleans.", StringComparison.Ordinal));

    /// <summary>What a library's line says without its values.</summary>
    public static string TemplateOf(IEnumerable<KeyValuePair<string, object?>> values) =>
        values.FirstOrDefault(one => one.Key == Template).Value as string ?? "(a line of a library)";
}
