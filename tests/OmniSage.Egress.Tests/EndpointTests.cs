using System.Text;

namespace OmniSage.Egress.Tests;

/// <summary>What is posted to an address of the settings, and how its answers are bounded.</summary>
public sealed class EndpointTests
{
    private static readonly EgressPost Post = new("{}"u8.ToArray())
    {
        Headers = [new("Authorization", "Bearer secret")],
        BodyBytesMax = 1_000,
        FirstByteTimeMax = TimeSpan.FromSeconds(30),
        IdleTimeMax = TimeSpan.FromSeconds(30),
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("evil.test", true, "200")]
    [InlineData("evil.test", false, EgressException.RefusedAddress)]
    [InlineData("listed.test", false, "200")]
    [InlineData("mapped.test", true, EgressException.RefusedAddress)]
    [InlineData("nowhere.test", true, EgressException.UnknownHost)]
    public async Task PrivateHost_IsReachedWhereAnOperatorSetOrListedIt(string host, bool isOperators, string expected)
    {
        await using var server = Saying("ok");
        var client = Egress.Client("listed.test");
        using var endpoint = client.Open($"http://{host}:{server.Port}/v1", isOperators);
        Assert.Equal(expected, await CodeOfAsync(endpoint));
        var isReached = expected == "200";
        Assert.Equal(isReached ? 1 : 0, await server.CountOthersAsync());
        if (!isReached) return;
        Assert.Contains("Authorization: Bearer secret", server.Requests.First(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://user:pass@h/v1")]
    [InlineData("ftp://h/v1")]
    [InlineData("http://127.1/v1")]
    public void Address_ThatIsRefusedAnywhere_IsRefusedHere(string address) =>
        Assert.Throws<EgressException>(() => Egress.Client().Open(address, isOperators: true));

    [Fact]
    public async Task Redirect_IsAnAnswer()
    {
        await using var other = Saying("stolen");
        await using var server = new LoopbackServer((stream, _) =>
            stream.WriteAsync(LoopbackServer.Redirect($"http://127.0.0.1:{other.Port}/")).AsTask());
        using var endpoint = Open(server);
        Assert.Equal("302", await CodeOfAsync(endpoint));
        Assert.Equal(0, await other.CountOthersAsync());
    }

    [Theory]
    [InlineData(1_000, "1000")]
    [InlineData(1_001, EgressException.TooLarge)]
    public async Task Body_IsBounded(int bytes, string expected)
    {
        await using var server = Saying(new string('x', bytes));
        using var endpoint = Open(server);
        Assert.Equal(expected, await LengthOfAsync(endpoint));
    }

    [Theory]
    [InlineData("Content-Encoding: gzip", EgressException.BadResponse)]
    [InlineData("Content-Encoding: identity", "200")]
    public async Task Answer_ThatIsEncoded_IsRefused(string header, string expected)
    {
        await using var server = Saying("x", header);
        using var endpoint = Open(server);
        Assert.Equal(expected, await CodeOfAsync(endpoint));
    }

    [Fact]
    public async Task Header_IsBounded()
    {
        await using var server = Saying("x", $"X: {new string('x', 40_000)}");
        using var endpoint = Open(server);
        Assert.Equal(EgressException.TooLarge, await CodeOfAsync(endpoint));
    }

    [Fact]
    public async Task Body_ThatBreaksOff_IsABadResponse()
    {
        await using var server = LoopbackServer.Saying("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
        using var endpoint = Open(server);
        Assert.Equal(EgressException.BadResponse, await LengthOfAsync(endpoint));
    }

    [Theory]
    [InlineData("Retry-After: 7", 7.0)]
    [InlineData("Retry-After: soon", null)]
    [InlineData("X: y", null)]
    public async Task RetryAfter_IsRead(string header, double? seconds)
    {
        await using var server = Saying("x", header);
        using var endpoint = Open(server);
        await using var answer = await endpoint.PostAsync(Post, Ct);
        Assert.Equal(seconds, answer.RetryAfter?.TotalSeconds);
    }

    [Fact]
    public async Task Cancellation_OfTheCaller_StaysOne()
    {
        await using var server = new LoopbackServer(
            (_, _) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, Ct));
        using var endpoint = Open(server);
        using var cancellation = new CancellationTokenSource();
        var asking = endpoint.PostAsync(Post, cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }

    private static EgressEndpoint Open(LoopbackServer server) =>
        Egress.Client().Open($"http://127.0.0.1:{server.Port}/v1", isOperators: true);

    private static LoopbackServer Saying(string body, string header = "X: y") => new((stream, _) =>
        stream.WriteAsync(LoopbackServer.Response(Encoding.ASCII.GetBytes(body), header)).AsTask());

    private static async Task<string> CodeOfAsync(EgressEndpoint endpoint)
    {
        try
        {
            await using var answer = await endpoint.PostAsync(Post, Ct);
            return $"{answer.Status}";
        }
        catch (EgressException fault)
        {
            return fault.Code;
        }
    }

    private static async Task<string> LengthOfAsync(EgressEndpoint endpoint)
    {
        try
        {
            await using var answer = await endpoint.PostAsync(Post, Ct);
            using var body = new MemoryStream();
            await answer.Body.CopyToAsync(body, Ct);
            return $"{body.Length}";
        }
        catch (EgressException fault)
        {
            return fault.Code;
        }
    }
}
