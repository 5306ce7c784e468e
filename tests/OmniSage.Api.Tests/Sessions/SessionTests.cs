using System.Net;
using OmniSage.Api.Tests.Fakes;

namespace OmniSage.Api.Tests.Sessions;

public sealed class SessionTests
{
    private const string Threads = "/api/v1/workspaces/default/threads";

    [Fact]
    public async Task Link_SignsABrowserIn_Once()
    {
        await using var host = await ApiHost.StartAsync();
        using var browser = new Browser(host);
        var offer = await host.Client().TellAsync("/api/v1/sign-in-links", "{}");
        var code = offer.Text("code")!;
        Assert.Equal($"/#/sign-in/{code}", offer.Text("path"));

        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.Http.AskAsync("/api/v1/me")).Status);
        Assert.Equal(HttpStatusCode.Created, (await browser.SignInAsync(code)).Status);
        var me = await browser.Http.AskAsync("/api/v1/me");
        using var second = new Browser(host);
        var spent = await second.SignInAsync(code);

        Assert.Equal(host.Member.Account.Value.ToString("N"), me.Text("account"));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "link_spent"), (spent.Status, spent.Code));
        Assert.Empty(second.Cookies);
    }

    [Fact]
    public async Task Cookie_IsOutOfReachOfScriptsAndOtherSites()
    {
        await using var host = await ApiHost.StartAsync();
        using var browser = new Browser(host);

        var answer = await browser.SignInAsync(await Browser.CodeAsync(host));

        var cookie = Assert.Single(answer.Message.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith($"omnisage_{host.Url.Port}=", cookie, StringComparison.Ordinal);
        foreach (var word in new[] { "httponly", "samesite=strict", "path=/", "max-age=1209600" })
            Assert.Contains(word, cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(host.World.Sessions.Keys, hash => cookie.Contains(hash, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Cookie_OfAPageOverHttps_IsSentOverHttpsOnly()
    {
        await using var host = await ApiHost.StartAsync();
        using var browser = new Browser(host);
        browser.Http.DefaultRequestHeaders.Add("Origin", $"https://{host.Url.Authority}");

        var answer = await browser.SignInAsync(await Browser.CodeAsync(host));

        var cookie = Assert.Single(answer.Message.Headers.GetValues("Set-Cookie"));
        Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("POST", Threads)]
    [InlineData("DELETE", "/api/v1/sessions/current")]
    [InlineData("PUT", "/api/v1/workspaces/default/policy")]
    public async Task Change_ByCookieWithoutThePagesHeader_IsRefused(string method, string path)
    {
        await using var host = await ApiHost.StartAsync();
        using var browser = await Browser.SignedInAsync(host, ApiHost.AdminKey);

        var forged = await browser.SendAsync(new(method), path, withHeader: false);

        Assert.Equal((HttpStatusCode.Forbidden, "not_from_page"), (forged.Status, forged.Code));
        var unsigned = await browser.SignInAsync(await Browser.CodeAsync(host), withHeader: false);
        Assert.Equal("not_from_page", unsigned.Code);
        Assert.Equal(HttpStatusCode.OK, (await browser.Http.AskAsync(Threads)).Status);
    }

    [Fact]
    public async Task Session_OfAnAuditor_GivesNoWork()
    {
        await using var host = await ApiHost.StartAsync();
        using var auditor = await Browser.SignedInAsync(host, ApiHost.AuditorKey);
        using var member = await Browser.SignedInAsync(host);

        Assert.Equal(HttpStatusCode.Forbidden, (await auditor.SendAsync(HttpMethod.Post, Threads)).Status);
        Assert.Equal(HttpStatusCode.Created, (await member.SendAsync(HttpMethod.Post, Threads)).Status);
    }

    [Fact]
    public async Task Session_CannotMakeLinks_SoThatItEnds()
    {
        await using var host = await ApiHost.StartAsync();
        using var browser = await Browser.SignedInAsync(host);

        var answer = await browser.SendAsync(HttpMethod.Post, "/api/v1/sign-in-links");

        Assert.Equal((HttpStatusCode.Forbidden, "forbidden"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task SignedOut_HereOrFromElsewhere_IsAtOnceNobody()
    {
        await using var host = await ApiHost.StartAsync();
        using var first = await Browser.SignedInAsync(host);
        using var second = await Browser.SignedInAsync(host);
        using var foreign = await Browser.SignedInAsync(host, ApiHost.ForeignKey);
        var list = (await first.Http.AskAsync("/api/v1/sessions")).Json.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(2, list.Count);
        var other = list.Single(one => !one.GetProperty("current").GetBoolean()).GetProperty("id").GetString();

        var stranger = await foreign.SendAsync(HttpMethod.Delete, $"/api/v1/sessions/{other}");
        Assert.Equal(HttpStatusCode.NotFound, stranger.Status);
        var gone = await first.SendAsync(HttpMethod.Delete, $"/api/v1/sessions/{other}");
        Assert.Equal(HttpStatusCode.NoContent, gone.Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await second.Http.AskAsync("/api/v1/me")).Status);
        var itself = await first.SendAsync(HttpMethod.Delete, "/api/v1/sessions/current");
        Assert.Equal(HttpStatusCode.NoContent, itself.Status);
        Assert.Empty(first.Cookies);
        Assert.Equal(HttpStatusCode.Unauthorized, (await first.Http.AskAsync("/api/v1/me")).Status);
    }

    [Fact]
    public async Task Key_ThatIsShown_CountsWhateverCookieComesAlong()
    {
        await using var host = await ApiHost.StartAsync();
        using var browser = await Browser.SignedInAsync(host);
        browser.Http.DefaultRequestHeaders.Authorization = new("Bearer", "omk_wrong");

        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.Http.AskAsync("/api/v1/me")).Status);
    }
}
