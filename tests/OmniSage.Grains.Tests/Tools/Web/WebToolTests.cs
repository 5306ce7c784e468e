using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using OmniSage.Egress;
using OmniSage.Grains.Tools;
using OmniSage.Grains.Tools.Inproc;
using OmniSage.Grains.Tools.Web;
using OmniSage.Testing;
using OmniSage.Testing.Web;

namespace OmniSage.Grains.Tests.Tools.Web;

public sealed class WebToolTests : IAsyncDisposable
{
    private const int ResultBytesMax = 8_192;

    private readonly ScriptedSandbox sandbox;
    private int pdfExit;

    public WebToolTests() => sandbox = new(1, (_, _) => Task.FromResult(pdfExit));

    [Fact]
    public async Task Page_IsMarkdown_WithItsSource_AndNeverTrusted()
    {
        await using var server = Serving("<title>T</title><p>Hi <a href=/x>you</a>", "text/html; charset=utf-8");
        var outcome = await FetchAsync(server);
        var result = JsonDocument.Parse(outcome.Result).RootElement;
        Assert.True(outcome.Succeeded);
        Assert.Equal(Trust.Untrusted, outcome.Labels.Trust);
        Assert.Equal(
            ("T", $"Hi [you](http://a.test:{server.Port}/x)", $"http://a.test:{server.Port}/", 200, false),
            (result.GetProperty("title").GetString(), result.GetProperty("content").GetString(),
                result.GetProperty("url").GetString(), result.GetProperty("status").GetInt32(),
                result.GetProperty("truncated").GetBoolean()));
    }

    [Theory]
    [InlineData("application/json", """{"a":"ü"}""", """{"a":"ü"}""")]
    // Served in UTF-8, so another character set shows as what these bytes are there.
    [InlineData("text/plain; charset=iso-8859-1", "gr\u00fcn", "gr\u00c3\u00bcn")]
    [InlineData("text/html", "<meta charset=windows-1252>\u00fc", "\u00c3\u00bc")]
    [InlineData("text/plain", "<b>x</b>", "<b>x</b>")]
    [InlineData("", "<HTML><p>x", "x")]
    public async Task Text_IsAsItIs(string type, string text, string expected)
    {
        await using var server = Serving(text, type);
        var result = JsonDocument.Parse((await FetchAsync(server)).Result).RootElement;
        Assert.Equal(expected, result.GetProperty("content").GetString());
    }

    [Theory]
    [InlineData("image/png")]
    [InlineData("application/octet-stream")]
    public async Task Answer_ThatIsNoText_IsNamedAndNotTrusted(string type)
    {
        await using var server = Serving("\u0001\u0002", type);
        var outcome = await FetchAsync(server);
        Assert.False(outcome.Succeeded);
        Assert.Equal(Trust.Untrusted, outcome.Labels.Trust);
        Assert.Contains(type, outcome.Result, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redirect_ToAnotherHost_IsToldAndNotFollowed()
    {
        await using var server = new LoopbackServer((stream, head) => stream.WriteAsync(
            head.StartsWith("GET /x", StringComparison.Ordinal)
                ? LoopbackServer.Redirect("http://b.test/y")
                : LoopbackServer.Redirect("/x")).AsTask());
        var outcome = await FetchAsync(server);
        Assert.False(outcome.Succeeded);
        Assert.Contains("\"redirect_to\":\"http://b.test/y\"", outcome.Result, StringComparison.Ordinal);
        Assert.Equal(2, await server.CountOthersAsync());
    }

    [Theory]
    [InlineData("http://c.test/", EgressException.RefusedAddress)]
    [InlineData("file:///etc/passwd", EgressException.RefusedScheme)]
    [InlineData("http://127.1/", EgressException.RefusedUrl)]
    [InlineData("http://nowhere.test/", EgressException.UnknownHost)]
    public async Task Refusal_IsTheModelsToRead(string url, string code)
    {
        var fault = await Assert.ThrowsAsync<ToolFaultException>(() => CallAsync(Fetch, url));
        Assert.Equal(code, fault.Code);
        fault = await Assert.ThrowsAsync<ToolFaultException>(() => CallAsync(new HttpRequestTool(Web), url));
        Assert.Equal(code, fault.Code);
    }

    [Fact]
    public async Task Request_GivesTheBodyAsItIs_WhateverTheStatus()
    {
        await using var server = new LoopbackServer((stream, _) => stream.WriteAsync(LoopbackServer.Response(
            "<p>no</p>"u8.ToArray(), "Content-Type: text/html", "404 Not Found")).AsTask());
        var outcome = await CallAsync(new HttpRequestTool(Web), $"http://a.test:{server.Port}/");
        Assert.True(outcome.Succeeded);
        Assert.Contains("<p>no</p>", outcome.Result, StringComparison.Ordinal);
        Assert.False((await FetchAsync(server)).Succeeded);
    }

    [Fact]
    public async Task LongPage_IsCutToWhatAResultMayHave()
    {
        await using var server = Serving(string.Concat(Enumerable.Repeat("<p>ü😀\"", 100_000)), "text/html");
        var outcome = await FetchAsync(server);
        Assert.True(ResultText.StoredBytes(outcome.Result) <= ResultBytesMax);
        Assert.Contains("\"truncated\":true", outcome.Result, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pdf_IsReadInASandboxOfItsOwn()
    {
        await using var server = Serving("%PDF-1.7", "application/pdf");
        sandbox.Stdout = new("one\ftwo\f"u8.ToArray(), default, 8);
        Assert.Contains("one\\n\\n---\\n\\ntwo", (await FetchAsync(server)).Result, StringComparison.Ordinal);
        Assert.True(sandbox.IsDisposed);
        Assert.Contains($"-l {PdfText.PagesMax} ", Assert.Single(sandbox.Commands), StringComparison.Ordinal);
        pdfExit = 127;
        var fault = await Assert.ThrowsAsync<ToolFaultException>(() => FetchAsync(server));
        Assert.Contains("poppler-utils", fault.Message, StringComparison.Ordinal);
        pdfExit = 1;
        Assert.Equal("unreadable", (await Assert.ThrowsAsync<ToolFaultException>(() => FetchAsync(server))).Code);
    }

    public ValueTask DisposeAsync() => sandbox.DisposeAsync();

    private static WebReader Web { get; } = new(new(
        Options.Create(new EgressOptions { PrivateHosts = ["a.test"] }),
        (host, _) => Task.FromResult<IPAddress[]>(host is "a.test" or "c.test" ? [IPAddress.Loopback] : []),
        TimeProvider.System));

    private WebFetchTool Fetch =>
        new(Web, new((_, _) => Task.FromResult<Sandbox.ISandboxSession>(sandbox), new TestClock()));

    private static LoopbackServer Serving(string text, string type) => new((stream, _) => stream.WriteAsync(
        LoopbackServer.Response(
            Encoding.UTF8.GetBytes(text), type.Length == 0 ? "X: y" : $"Content-Type: {type}")).AsTask());

    private Task<ToolOutcome> FetchAsync(LoopbackServer server) => CallAsync(Fetch, $"http://a.test:{server.Port}/");

    private static Task<ToolOutcome> CallAsync(IInprocTool tool, string url)
    {
        var arguments = JsonSerializer.Serialize(new { url });
        var call = new InprocCall(
            new(new(Guid.NewGuid()), Guid.NewGuid()),
            new(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid()),
            new("1", tool.Manifest.Id, arguments),
            Labels.Member,
            ResultBytesMax);
        return tool.CallAsync(call, CancellationToken.None);
    }
}
