namespace OmniSage.EndToEnd.Tests.Telemetry;

/// <summary>A span as it was sent.</summary>
public sealed record SentSpan(string Trace, string Id, string Parent, string Name)
{
    public required IReadOnlyDictionary<string, string> Attributes { get; init; }

    /// <summary>Trace and span of each link.</summary>
    public required IReadOnlyList<(string Trace, string Span)> Links { get; init; }

    public required ulong From { get; init; }

    public required ulong To { get; init; }

    public static IEnumerable<SentSpan> In(byte[] request) =>
        from resource in ProtoMessage.Parse(request).All(1)
        from scope in resource.All(2)
        from span in scope.All(2)
        select new SentSpan(span.Hex(1), span.Hex(2), span.Hex(4), span.Text(5))
        {
            Attributes = span.Attributes(9),
            Links = [.. span.All(13).Select(link => (link.Hex(1), link.Hex(2)))],
            From = span.Number(7),
            To = span.Number(8),
        };
}
