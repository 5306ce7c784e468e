using System.Net;
using OmniSage.Api.Tests.Fakes;

namespace OmniSage.Api.Tests.OpenAi;

/// <summary>Whatever fails below /v1 says so in OpenAI's form, also where no endpoint was reached.</summary>
public sealed class OpenAiErrorTests
{
    [Fact]
    public async Task NoKey_OrAWrongOne_Is401()
    {
        await using var host = await ApiHost.StartAsync();
        foreach (var key in new[] { null, "omk_wrong" })
        {
            var answer = await host.Client(key).TellAsync(Chat.Path, Chat.Hello());
            AssertError(answer, HttpStatusCode.Unauthorized, "invalid_request_error", "invalid_api_key");
            Assert.NotEmpty(answer.Message.Headers.WwwAuthenticate);
        }
    }

    [Fact]
    public async Task Cookie_OfABrowser_CountsForNothing()
    {
        await using var host = await ApiHost.StartAsync();
        using var client = host.Client(key: null);
        client.DefaultRequestHeaders.Add("Cookie", $"omnisage_{host.Url.Port}=anything");
        client.DefaultRequestHeaders.Add("X-OmniSage-Page", "1");
        var answer = await client.AskAsync("/v1/models");
        AssertError(answer, HttpStatusCode.Unauthorized, "invalid_request_error", "invalid_api_key");
    }

    [Fact]
    public async Task Auditor_MayListAndNotAsk()
    {
        await using var host = await ApiHost.StartAsync();
        using var client = host.Client(ApiHost.AuditorKey);
        Assert.Equal(HttpStatusCode.OK, (await client.AskAsync("/v1/models")).Status);
        AssertError(
            await client.TellAsync(Chat.Path, Chat.Hello()), HttpStatusCode.Forbidden, "permission_error", "forbidden");
    }

    [Fact]
    public async Task Address_OrMethod_ThatIsNotThere_IsSaidSo()
    {
        await using var host = await ApiHost.StartAsync();
        AssertError(
            await host.Client().AskAsync("/v1/embeddings"),
            HttpStatusCode.NotFound, "invalid_request_error", "not_found");
        AssertError(
            await host.Client().AskAsync(Chat.Path),
            HttpStatusCode.MethodNotAllowed, "invalid_request_error", "method_not_allowed");
    }

    [Fact]
    public async Task ForeignPage_OrHost_IsRefused()
    {
        await using var host = await ApiHost.StartAsync();
        using var client = host.Client();
        client.DefaultRequestHeaders.Add("Origin", "https://evil.example");
        AssertError(
            await client.AskAsync("/v1/models"), HttpStatusCode.Forbidden, "permission_error", "origin_not_allowed");
        using var other = host.Client();
        other.DefaultRequestHeaders.Host = "evil.example";
        AssertError(
            await other.AskAsync("/v1/models"), HttpStatusCode.Forbidden, "permission_error", "host_not_allowed");
    }

    [Theory]
    [InlineData(ErrorCodes.LimitReached, 429, "rate_limit_error", "rate_limit_exceeded")]
    [InlineData(ErrorCodes.ClientIdReused, 400, "invalid_request_error", "idempotency_key_reused")]
    [InlineData(ErrorCodes.StorageUnavailable, 503, "server_error", "storage_unavailable")]
    [InlineData(ErrorCodes.JournalCorrupt, 500, "server_error", "internal")]
    public async Task Fault_OfAGrain_IsInOpenAisForm(string code, int status, string type, string said)
    {
        await using var host = await ApiHost.StartAsync();
        host.World.Fault = new OmniSageException(code, "Why.");
        var answer = await host.Client().TellAsync(Chat.Path, Chat.Hello());
        AssertError(answer, (HttpStatusCode)status, type, said);
        Assert.Equal(status is 429 or 503, answer.Message.Headers.RetryAfter is not null);
    }

    [Fact]
    public async Task Document_OfOurApi_HasNothingOfOpenAis()
    {
        await using var host = await ApiHost.StartAsync();
        var document = (await host.Client().AskAsync("/openapi/v1.json")).Json;
        Assert.DoesNotContain(
            document.GetProperty("paths").EnumerateObject(),
            path => path.Name.StartsWith("/v1", StringComparison.Ordinal));
    }

    private static void AssertError(Answer answer, HttpStatusCode status, string type, string code)
    {
        Assert.Equal(status, answer.Status);
        Assert.Equal("application/json", answer.Message.Content.Headers.ContentType?.MediaType);
        Assert.Equal((type, code), (answer.Error().GetProperty("type").GetString(), answer.ErrorCode()));
        Assert.NotEmpty(answer.Error().GetProperty("message").GetString()!);
        Assert.True(answer.Error().TryGetProperty("param", out _));
    }
}
