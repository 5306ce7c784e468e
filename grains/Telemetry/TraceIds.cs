using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace OmniSage.Grains.Telemetry;

/// <summary>
/// Which trace a turn is: the first half of the SHA-256 of its run's id, so that whoever knows the run finds the trace,
/// and a process that takes the turn up after another died goes on with the same one.
/// </summary>
internal static class TraceIds
{
    [ThreadStatic]
    private static ActivityTraceId? wanted;

    /// <summary>The framework's one way of giving a root its id; whatever else it makes stays random.</summary>
    static TraceIds() => Activity.TraceIdGenerator = () => wanted ?? ActivityTraceId.CreateRandom();

    /// <summary>
    /// Ids begin with the time, by which a sampler would keep all turns of an hour or none; a hash does not.
    /// </summary>
    public static ActivityTraceId Of(Guid turn) => ActivityTraceId.CreateFromBytes(
        SHA256.HashData(Encoding.ASCII.GetBytes(turn.ToString("N"))).AsSpan(0, 16));

    /// <summary>Starts a span that has nothing above it, in that trace, and leaves what is current as it was.</summary>
    public static Activity? StartRoot(
        this ActivitySource source,
        string name,
        ActivityTraceId trace,
        IEnumerable<ActivityLink>? links,
        DateTimeOffset at)
    {
        var before = Activity.Current;
        Activity.Current = null;
        wanted = trace;
        try
        {
            return source.StartActivity(name, ActivityKind.Internal, parentContext: default, null, links, at);
        }
        finally
        {
            wanted = null;
            Activity.Current = before;
        }
    }

    /// <summary>Starts a span below another one, and leaves what is current as it was.</summary>
    public static Activity? StartBelow(
        this ActivitySource source,
        ActivityContext parent,
        string name,
        DateTimeOffset at,
        ActivityKind kind = ActivityKind.Internal)
    {
        var before = Activity.Current;
        try
        {
            return source.StartActivity(name, kind, parent, null, null, at);
        }
        finally
        {
            Activity.Current = before;
        }
    }
}
