using System.ClientModel;
using System.ClientModel.Primitives;
using OmniSage.Api.Tests.Fakes;
using OpenAI;
using OpenAI.Chat;

namespace OmniSage.Api.Tests.OpenAi;

/// <summary>OpenAI's own client for .NET meets faults, and tries again where that helps.</summary>
public sealed class DotNetClientFaultTests
{
    [Theory]
    [InlineData(ErrorCodes.LimitReached, 429)]
    [InlineData(ErrorCodes.StorageUnavailable, 503)]
    [InlineData(ErrorCodes.ClientIdReused, 400)]
    public async Task Fault_HasTheStatusThatTheClientExpects(string code, int status)
    {
        await using var host = await ApiHost.StartAsync();
        host.World.Fault = new OmniSageException(code, "Why.");
        var fault = await Assert.ThrowsAsync<ClientResultException>(() => AskAsync(host, retries: 0));
        Assert.Equal(status, fault.Status);
        Assert.Contains("Why.", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Limit_ThatPasses_IsMetByTryingAgain()
    {
        await using var host = await ApiHost.StartAsync();
        host.World.Agent = Scripts.AnswerAsync;
        host.World.Fault = new OmniSageException(ErrorCodes.LimitReached, "Why.");
        var asking = AskAsync(host, retries: 3);
        await Eventually.TrueAsync(() => !host.World.Claims.IsEmpty, "the first try was refused");
        host.World.Fault = null;
        Assert.Equal("You said: hello", (await asking).Content[0].Text);
    }

    private static async Task<ChatCompletion> AskAsync(ApiHost host, int retries) =>
        await new ChatClient("omnisage", new ApiKeyCredential(ApiHost.Key), new OpenAIClientOptions
        {
            Endpoint = new(host.Url, "v1"), RetryPolicy = new ClientRetryPolicy(retries),
        }).CompleteChatAsync([new UserChatMessage("hello")], cancellationToken: TestContext.Current.CancellationToken);
}
