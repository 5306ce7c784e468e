using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace OmniSage.Silo.Telemetry.Logs;

/// <summary>Writes each entry as one line, text or JSON, without any content, and not too many of one kind.</summary>
internal sealed class LineFormatter(IOptions<TelemetryOptions> options, TimeProvider time)
    : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "omnisage";

    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly LogThrottle throttle = new(time);

    public override void Write<TState>(
        in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        if (!throttle.TryPass(logEntry.Category, logEntry.EventId.Id, out var omitted)) return;
        var line = LogLine.Of(logEntry);
        var isJson = options.Value.LogFormat is LogFormat.Json;
        textWriter.WriteLine(isJson ? AsJson(line, omitted, time.GetUtcNow()) : AsText(line, omitted));
    }

    internal static string AsText(LogLine line, int omitted)
    {
        var text = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"{ShortOf(line.Level)}: {line.Category}[{line.Event.Id}] ")
            .Append(line.Message);
        if (line.Fault is { } fault)
        {
            text.Append(": ").Append(FaultText.KindsOf(fault));
            foreach (var frame in FaultText.FramesOf(fault)) text.Append("  ").Append(frame);
        }

        if (line.Trace is not null) text.Append(" trace=").Append(line.Trace);
        if (omitted > 0) text.Append(CultureInfo.InvariantCulture, $" ({omitted} lines like this were left out)");
        return text.Replace('\n', ' ').Replace('\r', ' ').ToString();
    }

    internal static string AsJson(LogLine line, int omitted, DateTimeOffset now)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Json))
        {
            json.WriteStartObject();
            json.WriteString("time", now.UtcDateTime);
            json.WriteString("level", line.Level.ToString());
            json.WriteString("category", line.Category);
            json.WriteNumber("event", line.Event.Id);
            if (line.Event.Name is { } name) json.WriteString("name", name);
            json.WriteString("message", line.Message);
            if (line.Trace is { } trace) json.WriteString("trace", trace);
            if (line.Span is { } span) json.WriteString("span", span);
            if (omitted > 0) json.WriteNumber("omitted", omitted);
            if (line.Values.Count > 0) WriteValues(json, line.Values);
            if (line.Fault is { } fault) WriteFault(json, fault);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void WriteValues(Utf8JsonWriter json, IEnumerable<KeyValuePair<string, object?>> values)
    {
        json.WriteStartObject("values");
        foreach (var (key, value) in values)
        {
            switch (value)
            {
                case null: json.WriteNull(key); break;
                case int number: json.WriteNumber(key, number); break;
                case long number: json.WriteNumber(key, number); break;
                case bool truth: json.WriteBoolean(key, truth); break;
                default: json.WriteString(key, Convert.ToString(value, CultureInfo.InvariantCulture)); break;
            }
        }

        json.WriteEndObject();
    }

    private static void WriteFault(Utf8JsonWriter json, Exception fault)
    {
        json.WriteString("fault", FaultText.KindsOf(fault));
        json.WriteStartArray("stack");
        foreach (var frame in FaultText.FramesOf(fault)) json.WriteStringValue(frame);
        json.WriteEndArray();
    }

    private static string ShortOf(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        _ => "crit",
    };
}
