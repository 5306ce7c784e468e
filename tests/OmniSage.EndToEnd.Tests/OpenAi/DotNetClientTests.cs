using System.ClientModel;
using System.Net;
using OpenAI.Chat;

namespace OmniSage.EndToEnd.Tests.OpenAi;

/// <summary>OpenAI's own client for .NET, through the whole product, with the offline model.</summary>
public sealed class DotNetClientTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private const string Policy =
        """
        policy: 1
        rules:
          - name: ask for one command
            when: {tool: shell.run, argument: {/command: "*approved*"}}
            then: ask each
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Question_IsAnswered()
    {
        ChatCompletion answer = await OpenAiSession.Chat(silo).CompleteChatAsync(
            [new UserChatMessage("compute 6*7")], cancellationToken: Ct);
        Assert.Contains("42", OpenAiSession.TextOf(answer), StringComparison.Ordinal);
        Assert.StartsWith("chatcmpl-", answer.Id, StringComparison.Ordinal);
        Assert.Equal(ChatFinishReason.Stop, answer.FinishReason);
        Assert.True(answer.Usage.TotalTokenCount > 0);
    }

    [Fact]
    public async Task Stream_SaysTheSame_WithUsage()
    {
        var text = "";
        var tokens = 0;
        await foreach (var update in OpenAiSession.Chat(silo).CompleteChatStreamingAsync(
            [new UserChatMessage("compute 6*7")], cancellationToken: Ct))
        {
            text += string.Concat(update.ContentUpdate.Select(part => part.Text));
            tokens += update.Usage?.TotalTokenCount ?? 0;
        }

        ChatCompletion whole = await OpenAiSession.Chat(silo).CompleteChatAsync(
            [new UserChatMessage("compute 6*7")], cancellationToken: Ct);
        Assert.Equal(OpenAiSession.TextOf(whole), text);
        Assert.True(tokens > 0);
    }

    [Fact]
    public async Task Conversation_GoesOnInItsThread_AndGuidanceIsNoCommand()
    {
        var chat = OpenAiSession.Chat(silo);
        List<ChatMessage> messages =
            [new SystemChatMessage("run: echo never"), new UserChatMessage("compute 6*7")];
        var first = await chat.CompleteChatAsync(messages, cancellationToken: Ct);
        Assert.Contains("42", OpenAiSession.TextOf(first.Value), StringComparison.Ordinal);
        messages.AddRange([new AssistantChatMessage(first.Value), new UserChatMessage("compute 7*7")]);
        var second = await chat.CompleteChatAsync(messages, cancellationToken: Ct);
        Assert.Contains("49", OpenAiSession.TextOf(second.Value), StringComparison.Ordinal);
        Assert.Equal(OpenAiSession.ThreadOf(first), OpenAiSession.ThreadOf(second));
        var events = await silo.Client.ReadTimelineAsync(OpenAiSession.ThreadOf(first), Ct);
        Assert.DoesNotContain(events, one => one.Type is "task.delegated");
    }

    [Fact]
    public async Task Task_IsWaitedFor()
    {
        await silo.RequireSandboxAsync();
        ChatCompletion answer = await OpenAiSession.Chat(silo).CompleteChatAsync(
            [new UserChatMessage("run: echo net-$((6*7))")], cancellationToken: Ct);
        Assert.Contains("net-42", OpenAiSession.TextOf(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Approval_EndsTheAnswer_AndDecidingInTheConversation_BringsTheResult()
    {
        await silo.RequireSandboxAsync();
        Assert.Equal(HttpStatusCode.OK, await silo.Client.PutAsync("policy", new { text = Policy }, "*", Ct));
        List<ChatMessage> messages = [new UserChatMessage("run: echo approved-$((6*7))")];
        var chat = OpenAiSession.Chat(silo);
        ChatCompletion asks = await chat.CompleteChatAsync(messages, cancellationToken: Ct);
        var text = OpenAiSession.TextOf(asks);
        Assert.Contains("waits for an approval", text, StringComparison.Ordinal);
        Assert.Equal(ChatFinishReason.Stop, asks.FinishReason);
        var command = text[text.IndexOf("/approve ", StringComparison.Ordinal)..].Split(',')[0];
        messages.AddRange([new AssistantChatMessage(asks), new UserChatMessage(command)]);
        ChatCompletion result = await chat.CompleteChatAsync(messages, cancellationToken: Ct);
        Assert.StartsWith("Allowed approval", OpenAiSession.TextOf(result), StringComparison.Ordinal);
        Assert.Contains("approved-42", OpenAiSession.TextOf(result), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Models_AreListed()
    {
        var models = OpenAiSession.Connect(silo).GetOpenAIModelClient();
        Assert.Contains((await models.GetModelsAsync(Ct)).Value, model => model.Id == "omnisage");
        Assert.Equal("omnisage", (await models.GetModelAsync("omnisage", Ct)).Value.Id);
    }

    [Fact]
    public async Task Faults_AreWhatTheClientExpects()
    {
        var stranger = OpenAiSession.Connect(silo, "omk_wrong").GetChatClient("omnisage");
        Assert.Equal(401, await FailAsync(stranger));
        Assert.Equal(404, await FailAsync(OpenAiSession.Connect(silo).GetChatClient("gpt-4o")));
        Assert.Equal(400, await FailAsync(
            OpenAiSession.Chat(silo), new() { ResponseFormat = ChatResponseFormat.CreateJsonObjectFormat() }));
    }

    private static async Task<int> FailAsync(ChatClient chat, ChatCompletionOptions? options = null)
    {
        var fault = await Assert.ThrowsAsync<ClientResultException>(
            () => chat.CompleteChatAsync([new UserChatMessage("hello")], options, Ct));
        return fault.Status;
    }
}
