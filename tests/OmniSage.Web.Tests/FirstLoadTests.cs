namespace OmniSage.Web.Tests;

/// <summary>What the first look at the page costs: <c>./omnisage test FirstLoad</c>.</summary>
public sealed class FirstLoadTests(Chromium chromium, ITestOutputHelper output)
{
    private const int ScriptBytesMax = 250 * 1024;
    private const double PaintMsMax = 1_000;

    private const int Loads = 5;

    /// <summary>The quickest of some first loads, each by a browser that has never been here.</summary>
    [Fact]
    public async Task FirstLoad_IsSmallAndQuick()
    {
        await using var silo = await WebSilo.StartAsync();
        var paints = new List<double>();
        var bytes = 0;
        for (var load = 0; load < Loads; load++)
        {
            await using var visitor = await Visitor.ComeAsync(chromium, silo);
            await visitor.GoAsync("");
            await visitor.SeeAsync("This browser is not signed in");
            bytes = await visitor.Page.EvaluateAsync<int>(
                """
                () => performance.getEntriesByType('resource').filter(one => one.name.endsWith('.js'))
                  .reduce((sum, one) => sum + one.transferSize, 0)
                """);
            paints.Add(await visitor.Page.EvaluateAsync<double>(
                "() => performance.getEntriesByName('first-contentful-paint')[0].startTime"));
        }

        output.WriteLine($"script as sent: {bytes} bytes; first contentful paint: {paints.Min():F0} ms");
        Assert.InRange(bytes, 1, ScriptBytesMax);
        Assert.InRange(paints.Min(), 0, PaintMsMax);
    }
}
