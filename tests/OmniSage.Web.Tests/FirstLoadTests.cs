namespace OmniSage.Web.Tests;

/// <summary>What the first look at the page costs: <c>./omnisage test FirstLoad</c>.</summary>
public sealed class FirstLoadTests(Chromium chromium, ITestOutputHelper output)
{
    private const int ScriptBytesMax = 250 * 1024;
    private const double PaintMsMax = 1_000;

    [Fact]
    public async Task FirstLoad_IsSmallAndQuick()
    {
        await using var silo = await WebSilo.StartAsync();
        await using var visitor = await Visitor.ComeAsync(chromium, silo);
        var link = await silo.LinkAsync();

        await visitor.Page.GotoAsync(link);
        await visitor.SeeAsync("What shall be done?");

        var bytes = await visitor.Page.EvaluateAsync<int>(
            """
            () => performance.getEntriesByType('resource').filter(one => one.name.endsWith('.js'))
              .reduce((sum, one) => sum + one.transferSize, 0)
            """);
        var paint = await visitor.Page.EvaluateAsync<double>(
            "() => performance.getEntriesByName('first-contentful-paint')[0].startTime");
        output.WriteLine($"script as sent: {bytes} bytes; first contentful paint: {paint:F0} ms");
        Assert.InRange(bytes, 1, ScriptBytesMax);
        Assert.InRange(paint, 0, PaintMsMax);
    }
}
