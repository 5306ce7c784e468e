using System.IO.Compression;
using System.Text;
using OmniSage.Testing;

namespace OmniSage.Egress.Tests;

public sealed class EgressClientTests
{
    private const int BodyBytesMax = 64 * 1024;

    [Fact]
    public async Task Answer_IsToldAsItIs_AndNothingIsSentThatWasNotAsked()
    {
        await using var server = new LoopbackServer((stream, _) => stream.WriteAsync(LoopbackServer.Response(
            "grün"u8.ToArray(),
            "Content-Type: Text/HTML; charset=\"UTF-8\"\r\nSet-Cookie: a=b", "404 Not Found")).AsTask());
        Environment.SetEnvironmentVariable("http_proxy", "http://127.0.0.1:1");
        var client = Egress.Client("listed.test");
        var url = $"http://listed.test:{server.Port}/a%20b?c=d#e";
        await client.GetAsync(new(url), CancellationToken.None);
        var result = await client.GetAsync(new(url) { Accept = "text/html" }, CancellationToken.None);
        Assert.Equal(
            (404, "text/html", "UTF-8", false),
            (result.Status, result.ContentType, result.Charset, result.Truncated));
        Assert.Equal("grün", Encoding.UTF8.GetString(result.Body.Span));
        Assert.Equal($"http://listed.test:{server.Port}/a%20b?c=d", result.Url.AbsoluteUri);
        var head = server.Requests.Last();
        Assert.StartsWith("GET /a%20b?c=d HTTP/1.1\r\n", head, StringComparison.Ordinal);
        Assert.Contains($"Host: listed.test:{server.Port}\r\n", head, StringComparison.Ordinal);
        Assert.DoesNotContain("Cookie", head, StringComparison.Ordinal);
        Assert.DoesNotContain("traceparent", head, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task Bomb_IsUnpackedNoFurtherThanTheBound(string encoding)
    {
        var bomb = Packed(new byte[64 << 20], encoding);
        Assert.True(bomb.Length < 1 << 20, $"{bomb.Length} bytes");
        await using var server = new LoopbackServer(
            (stream, _) => stream.WriteAsync(LoopbackServer.Response(bomb, $"Content-Encoding: {encoding}")).AsTask());
        var client = Egress.Client(Bounded());
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var result = await client.GetAsync(new($"http://listed.test:{server.Port}/"), CancellationToken.None);
        Assert.Equal((BodyBytesMax, true), (result.Body.Length, result.Truncated));
        Assert.True(GC.GetTotalAllocatedBytes(precise: true) - before < 16 << 20, "it was unpacked in memory");
    }

    [Theory]
    [InlineData("gzip, gzip", EgressException.BadResponse)]
    [InlineData("zstd", EgressException.BadResponse)]
    [InlineData("gzip", EgressException.BadResponse)]
    [InlineData("identity", "200")]
    public async Task Encoding_ThatWasNotAskedFor_IsRefused(string encoding, string expected)
    {
        await using var server = new LoopbackServer((stream, _) => stream.WriteAsync(
            LoopbackServer.Response("not packed"u8.ToArray(), $"Content-Encoding: {encoding}")).AsTask());
        Assert.Equal(
            expected, await Egress.CodeOfAsync(Egress.Client(Bounded()), $"http://listed.test:{server.Port}/"));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public async Task Body_OverTheBound_IsCut(int over, bool truncated)
    {
        await using var server = new LoopbackServer((stream, _) => stream.WriteAsync(
            LoopbackServer.Response(new byte[BodyBytesMax + over])).AsTask());
        var result = await Egress.Client(Bounded())
            .GetAsync(new($"http://listed.test:{server.Port}/"), CancellationToken.None);
        Assert.Equal((BodyBytesMax, truncated), (result.Body.Length, result.Truncated));
        var less = await Egress.Client(Bounded()).GetAsync(
            new($"http://listed.test:{server.Port}/") { BodyBytesMax = 10 }, CancellationToken.None);
        Assert.Equal((10, true), (less.Body.Length, less.Truncated));
    }

    [Theory]
    [InlineData(1, 40_000)]
    [InlineData(4_000, 10)]
    public async Task Header_OverTheBound_IsRefused(int lines, int chars)
    {
        var flood = string.Concat(Enumerable.Repeat($"X: {new string('x', chars)}\r\n", lines));
        await using var server = LoopbackServer.Saying($"HTTP/1.1 200 OK\r\n{flood}Content-Length: 0\r\n\r\n");
        var options = Bounded();
        Assert.True(lines * chars > options.HeaderBytesMax, "it is a flood");
        Assert.Equal(
            EgressException.TooLarge,
            await Egress.CodeOfAsync(Egress.Client(options), $"http://listed.test:{server.Port}/"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nX: ")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly so much")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n")]
    public async Task SlowAnswer_IsGivenUp(string beginning)
    {
        var said = new TaskCompletionSource();
        await using var server = new LoopbackServer(async (stream, _) =>
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(beginning));
            said.SetResult();
            await new TaskCompletionSource().Task;
        });
        var clock = new TestClock();
        var options = Bounded();
        var client = Egress.Client(options, time: clock);
        var asked = Egress.CodeOfAsync(client, $"http://listed.test:{server.Port}/");
        await said.Task;
        clock.Advance(options.TimeMax);
        Assert.Equal(EgressException.TimedOut, await asked.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    [Theory]
    [InlineData("nonsense\r\n\r\n")]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly so much")]
    public async Task BrokenAnswer_IsABadResponse(string text)
    {
        await using var server = LoopbackServer.Saying(text);
        Assert.Equal(
            EgressException.BadResponse,
            await Egress.CodeOfAsync(Egress.Client(Bounded()), $"http://listed.test:{server.Port}/"));
    }

    [Fact]
    public async Task ClosedPort_IsUnreachable_AndCancellingIsNoFault()
    {
        var server = LoopbackServer.Saying("");
        var port = server.Port;
        await server.DisposeAsync();
        var client = Egress.Client(Bounded());
        Assert.Equal(EgressException.Unreachable, await Egress.CodeOfAsync(client, $"http://listed.test:{port}/"));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => client.GetAsync(new($"http://listed.test:{port}/"), new(canceled: true)));
    }

    private static EgressOptions Bounded() => new() { PrivateHosts = ["listed.test"], BodyBytesMax = BodyBytesMax };

    private static byte[] Packed(byte[] bytes, string encoding)
    {
        using var packed = new MemoryStream();
        using (Stream packer = encoding switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            "br" => new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            _ => new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true),
        })
        {
            packer.Write(bytes);
        }

        return packed.ToArray();
    }
}
