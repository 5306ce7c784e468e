using System.Diagnostics;
using OmniSage.Silo.Telemetry.Export;

namespace OmniSage.EndToEnd.Tests.Telemetry;

/// <summary>What a library writes on a span that is not known to hold no content does not leave.</summary>
public sealed class SpanFilterTests
{
    [Fact]
    public void AttributesThatNobodyKnows_AreTakenAway()
    {
        using var span = new Activity("request");
        span.SetTag("http.route", "/files/{path}");
        span.SetTag("url.path", "/files/somebodys-name");
        span.SetTag("user_agent.original", "somebodys-name");
        span.SetTag("a.new.one", 7);
        span.SetStatus(ActivityStatusCode.Error, "somebodys-name");
        using var filter = new SpanContentFilter();
        filter.OnEnd(span);
        Assert.Equal([new("http.route", "/files/{path}")], span.TagObjects);
        Assert.Equal((ActivityStatusCode.Error, null), (span.Status, span.StatusDescription));
    }
}
