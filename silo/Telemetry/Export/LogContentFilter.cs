using OmniSage.Silo.Telemetry.Logs;
using OpenTelemetry;
using OpenTelemetry.Logs;

namespace OmniSage.Silo.Telemetry.Export;

/// <summary>Makes of each record what <see cref="LogLine"/> makes of a line.</summary>
internal sealed class LogContentFilter : BaseProcessor<LogRecord>
{
    public override void OnEnd(LogRecord data)
    {
        var attributes = data.Attributes?.ToList() ?? [];
        if (!LogLine.IsOwn(data.CategoryName))
        {
            data.Body = LogLine.TemplateOf(attributes);
            data.FormattedMessage = data.Body;
            attributes = [];
        }

        if (data.Exception is { } fault)
        {
            attributes.Add(new("exception.type", FaultText.KindsOf(fault)));
            attributes.Add(new("exception.stacktrace", string.Join('\n', FaultText.FramesOf(fault))));
            data.Exception = null;
        }

        data.Attributes = attributes;
    }
}
