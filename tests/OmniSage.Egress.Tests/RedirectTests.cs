using System.Globalization;

namespace OmniSage.Egress.Tests;

public sealed class RedirectTests
{
    [Theory]
    [InlineData(5, "200")]
    [InlineData(6, EgressException.TooManyRedirects)]
    public async Task Chain_IsFollowedAsFarAsTheBound(int redirects, string expected)
    {
        await using var server = new LoopbackServer((stream, head) =>
        {
            var at = int.Parse(head.Split('/')[1].Split(' ')[0], CultureInfo.InvariantCulture);
            var port = head.Split("Host: ")[1].Split('\r')[0].Split(':')[1];
            // Hosts in turn, and a relative reference now and then.
            var to = at % 3 == 0 ? $"{at - 1}" : $"http://{(at % 2 == 0 ? "listed" : "other")}.test:{port}/{at - 1}";
            return stream.WriteAsync(
                at == 0 ? LoopbackServer.Response("end"u8.ToArray()) : LoopbackServer.Redirect(to)).AsTask();
        });
        var options = new EgressOptions { PrivateHosts = ["listed.test", "other.test"] };
        Assert.Equal(5, options.RedirectsMax);
        Assert.Equal(
            expected,
            await Egress.CodeOfAsync(Egress.Client(options), $"http://listed.test:{server.Port}/{redirects}"));
    }

    [Fact]
    public async Task Redirect_ThatTheCallerDoesNotWant_IsTheResult()
    {
        await using var other = LoopbackServer.Saying("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        await using var server = new LoopbackServer(
            (stream, _) => stream.WriteAsync(LoopbackServer.Redirect($"http://other.test:{other.Port}/x")).AsTask());
        var client = Egress.Client("listed.test", "other.test");
        var result = await client.GetAsync(
            new($"http://listed.test:{server.Port}/") { MayFollow = url => url.Host == "listed.test" },
            CancellationToken.None);
        Assert.Equal((302, $"http://other.test:{other.Port}/x"), (result.Status, result.RedirectTo?.AbsoluteUri));
        Assert.Equal(0, await other.CountOthersAsync());
    }

    [Theory]
    [InlineData("https://a.test/", "http://a.test/", null)]
    [InlineData("https://a.test/x/y", "z", "https://a.test/x/z")]
    [InlineData("https://a.test/x", "//b.test/z", "https://b.test/z")]
    [InlineData("http://a.test/x", "https://a.test/x", "https://a.test/x")]
    [InlineData("http://a.test/x", "?q=http://b.test/", "http://a.test/x?q=http://b.test/")]
    [InlineData("http://a.test/x", "\\\\b.test/", null)]
    [InlineData("http://a.test/x", "/\\b.test/", null)]
    [InlineData("http://a.test/x", "http://u:p@a.test/", null)]
    [InlineData("http://a.test/x", "file:///etc/passwd", null)]
    [InlineData("http://a.test/x", "http://0x7f.1/", null)]
    public void Target_IsReadStrictly(string from, string location, string? expected)
    {
        using var response = new HttpResponseMessage(System.Net.HttpStatusCode.Found);
        response.Headers.TryAddWithoutValidation("Location", location);
        if (expected is null)
        {
            Assert.Throws<EgressException>(() => EgressRedirect.TargetOf(new(from), response));
        }
        else
        {
            Assert.Equal(expected, EgressRedirect.TargetOf(new(from), response)?.AbsoluteUri);
        }
    }
}
