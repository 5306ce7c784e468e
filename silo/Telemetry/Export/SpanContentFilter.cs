using System.Collections.Frozen;
using System.Diagnostics;
using OpenTelemetry;

namespace OmniSage.Silo.Telemetry.Export;

/// <summary>
/// Lets no attribute of a span out but those that are known to hold no content: addresses, paths and user agents, which
/// the web server notes by itself, hold names that people gave.
/// </summary>
internal sealed class SpanContentFilter : BaseProcessor<Activity>
{
    private static readonly FrozenSet<string> Allowed = new[]
    {
        "error.type", "http.request.method", "http.response.status_code", "http.route", "network.protocol.version",
        "url.scheme", "db.system.name", "db.operation.name", "db.operation.batch.size", "gen_ai.operation.name",
        "gen_ai.agent.name", "gen_ai.tool.name", "gen_ai.provider.name", "gen_ai.request.model",
        "gen_ai.usage.input_tokens", "gen_ai.usage.output_tokens", "omnisage.model.first_piece", "omnisage.run.id",
        "omnisage.run.parent", "omnisage.run.outcome", "omnisage.run.resumed", "omnisage.tenant.id", "omnisage.step",
        "omnisage.attempt", "omnisage.step.outcome", "omnisage.sandbox.driver", "omnisage.sandbox.start",
    }.ToFrozenSet(StringComparer.Ordinal);

    public override void OnEnd(Activity data)
    {
        foreach (var (key, _) in data.TagObjects.ToList())
        {
            if (!Allowed.Contains(key)) data.SetTag(key, null);
        }

        if (data.StatusDescription is not null) data.SetStatus(data.Status);
    }
}
