using System.Net;

namespace OmniSage.Egress.Tests;

public sealed class UrlFormsTests
{
    private const string Public = "3ffe::1";

    /// <summary>Codes of requests that were turned away before anything was connected.</summary>
    private static readonly ImmutableHashSet<string> Refusals =
    [
        EgressException.RefusedAddress, EgressException.RefusedScheme, EgressException.RefusedUrl,
        EgressException.UnknownHost,
    ];

    [Fact]
    public async Task NoForm_ReachesWhatIsNotListed()
    {
        await using var server = LoopbackServer.Saying("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        await using var six = new LoopbackServer((_, _) => Task.CompletedTask, IPAddress.IPv6Loopback, server.Port);
        var client = Egress.Client("listed.test:1");
        var forms = UrlForms.All(server.Port).ToList();
        var wrong = new List<string>();
        foreach (var form in forms)
        {
            var code = await Egress.CodeOfAsync(client, form);
            if (!Refusals.Contains(code)) wrong.Add($"{form}: {code}");
        }

        Assert.True(forms.Distinct().Count() >= 250, $"only {forms.Distinct().Count()} forms");
        Assert.Empty(wrong);
        Assert.Equal(0, await server.CountOthersAsync());
        Assert.Equal(0, await six.CountOthersAsync());
    }

    [Fact]
    public async Task NoForm_AsARedirectOfAListedHost_ReachesWhatIsNotListed()
    {
        await using var inner = LoopbackServer.Saying("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        var forms = UrlForms.All(inner.Port).Where(form => !form.Any(char.IsControl)).ToList();
        var next = "";
        await using var outer = new LoopbackServer(
            (stream, _) => stream.WriteAsync(
                System.Text.Encoding.UTF8.GetBytes($"HTTP/1.1 302 Found\r\nLocation: {next}\r\n\r\n")).AsTask());
        var client = Egress.Client($"listed.test:{outer.Port}");
        foreach (var form in forms)
        {
            next = form;
            await Egress.CodeOfAsync(client, $"http://listed.test:{outer.Port}/");
        }

        Assert.True(outer.Requests.Count >= forms.Count, $"only {outer.Requests.Count} of {forms.Count} were asked");
        Assert.Equal(0, await inner.CountOthersAsync());
    }

    [Theory]
    [InlineData("listed.test", "http://listed.test:{0}/", "200")]
    [InlineData("LISTED.test.", "http://listed.TEST.:{0}/x?y#z", "200")]
    [InlineData("127.0.0.1", "http://127.0.0.1:{0}/", "200")]
    [InlineData("127.0.0.1", "http://listed.test:{0}/", EgressException.RefusedAddress)]
    [InlineData("listed.test", "http://sub.listed.test:{0}/", EgressException.UnknownHost)]
    [InlineData("evil.test", "http://sub.evil.test:{0}/", EgressException.RefusedAddress)]
    [InlineData("listed.test:1", "http://listed.test:{0}/", EgressException.RefusedAddress)]
    [InlineData("zero.test", "http://zero.test:{0}/", EgressException.RefusedAddress)]
    [InlineData("mapped.test", "http://mapped.test:{0}/", EgressException.RefusedAddress)]
    [InlineData("bücher.test", "http://xn--bcher-kva.test:{0}/", "200")]
    public async Task Listing_IsOfAHost_AndOfNoOther(string listed, string url, string expected)
    {
        await using var server = LoopbackServer.Saying("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        var asked = url.Replace("{0}", $"{server.Port}", StringComparison.Ordinal);
        Assert.Equal(expected, await Egress.CodeOfAsync(Egress.Client(listed), asked));
        Assert.Equal(expected == "200" ? 1 : 0, await server.CountOthersAsync());
    }

    [Fact]
    public async Task Rebinding_IsImpossible_AsANameIsResolvedOnceAHop()
    {
        await using var server = LoopbackServer.Saying("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        var asked = 0;
        ResolveHost resolve = (_, _) => Task.FromResult(
            new[] { IPAddress.Parse(asked++ == 0 ? Public : "127.0.0.1") });
        var options = new EgressOptions { TimeMax = TimeSpan.FromSeconds(1) };
        var code = await Egress.CodeOfAsync(Egress.Client(options, resolve), $"http://rebind.test:{server.Port}/");
        Assert.Contains(code, new[] { EgressException.Unreachable, EgressException.TimedOut });
        Assert.Equal(1, asked);
        Assert.Equal(0, await server.CountOthersAsync());
    }

    [Fact]
    public async Task Rebinding_BetweenRedirects_IsSeen()
    {
        await using var server = new LoopbackServer(
            (stream, _) => stream.WriteAsync(LoopbackServer.Redirect("/again")).AsTask());
        var asked = 0;
        ResolveHost resolve = (_, _) => Task.FromResult(
            new[] { IPAddress.Parse(asked++ == 0 ? "127.0.0.1" : "0.0.0.0") });
        var client = Egress.Client(new EgressOptions { PrivateHosts = ["rebind.test"] }, resolve);
        Assert.Equal(
            EgressException.RefusedAddress,
            await Egress.CodeOfAsync(client, $"http://rebind.test:{server.Port}/"));
        Assert.Equal((2, 1), (asked, await server.CountOthersAsync()));
    }
}
