using System.Net;
using OmniSage.Api.Tests.Fakes;

namespace OmniSage.Api.Tests.Web;

public sealed class WebTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("omnisage-web-").FullName;

    public WebTests()
    {
        Directory.CreateDirectory(Path.Combine(folder, "assets"));
        Write("index.html", "<!doctype html>");
        Write("assets/app-1a2b.js", "plain");
        Write("assets/app-1a2b.js.br", "brotli");
        Write("assets/app-1a2b.js.gz", "gzip");
        Write("assets/secret.txt", "no page's file");
        Write("../outside.js", "outside");
    }

    public void Dispose()
    {
        Directory.Delete(folder, recursive: true);
        File.Delete(Path.Combine(folder, "../outside.js"));
    }

    [Fact]
    public async Task Page_MayRunItsOwnScriptOnly_AndIsAskedForAnew()
    {
        await using var host = await ApiHost.StartAsync(webFolder: folder);

        var page = await GetAsync(host, "/");

        Assert.Equal("text/html; charset=utf-8", page.Content.Headers.ContentType!.ToString());
        var policy = Assert.Single(page.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'; script-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("no-cache", page.Headers.CacheControl!.ToString());
        Assert.Equal("nosniff", Assert.Single(page.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal(HttpStatusCode.NotModified, (await GetAsync(host, "/", tag: page.Headers.ETag!.Tag)).StatusCode);
    }

    [Theory]
    [InlineData("br, gzip", "br", "brotli")]
    [InlineData("gzip;q=1.0", "gzip", "gzip")]
    [InlineData("br;q=0, gzip", "gzip", "gzip")]
    [InlineData("identity", null, "plain")]
    public async Task Asset_IsSentInTheSmallestFormTaken_AndKept(string accepted, string? encoding, string body)
    {
        await using var host = await ApiHost.StartAsync(webFolder: folder);

        var asset = await GetAsync(host, "/assets/app-1a2b.js", accepted);

        Assert.Equal(body, await asset.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(encoding, asset.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Equal("text/javascript", asset.Content.Headers.ContentType!.MediaType);
        Assert.Contains("immutable", asset.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Equal("Accept-Encoding", asset.Headers.Vary.Single());
    }

    [Theory]
    [InlineData("/assets/secret.txt")]
    [InlineData("/assets/app-1a2b.js.br")]
    [InlineData("/assets/..%2F..%2Foutside.js")]
    [InlineData("/assets/none.js")]
    [InlineData("/favicon.svg")]
    public async Task WhatIsNoPartOfThePage_IsNotThere(string path)
    {
        await using var host = await ApiHost.StartAsync(webFolder: folder);

        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(host, path)).StatusCode);
    }

    [Fact]
    public async Task WithoutABuild_ThePlaceSaysWhatToDo()
    {
        await using var host = await ApiHost.StartAsync();

        var page = await GetAsync(host, "/");

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains(
            "install Node.js",
            await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> GetAsync(
        ApiHost host, string path, string? accepted = null, string? tag = null)
    {
        using var client = host.Client(key: null);
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (accepted is not null) request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        if (tag is not null) request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(folder, name), text);
}
