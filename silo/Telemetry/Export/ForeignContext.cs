using System.Diagnostics;

namespace OmniSage.Silo.Telemetry.Export;

/// <summary>
/// Takes no trace from a request: else whoever calls decides what is recorded, and puts spans into traces of others.
/// </summary>
internal sealed class ForeignContext : DistributedContextPropagator
{
    public override IReadOnlyCollection<string> Fields => [];

    public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter)
    {
    }

    public override void ExtractTraceIdAndState(
        object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState) =>
        (traceId, traceState) = (null, null);

    public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(
        object? carrier, PropagatorGetterCallback? getter) => null;
}
