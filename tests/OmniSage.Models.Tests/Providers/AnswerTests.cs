using System.Text.Json;
using static OmniSage.Models.Tests.Providers.Providers;

namespace OmniSage.Models.Tests.Providers;

/// <summary>What comes of answers in both protocols, from the bytes on the wire.</summary>
public sealed class AnswerTests
{
    private const string Split = "Grüße 🙂 — 你好";

    public static TheoryData<string> Protocols => Providers.Protocols;

    [Theory, MemberData(nameof(Protocols))]
    public async Task Text_Streamed_ComesInItsPiecesWithUsageAndModel(string protocol)
    {
        await using var server = new ModelServer(ModelCharacters.Instant("Hel", "lo ", "there."));
        using var chain = Chain(Link(server, protocol));
        var updates = await AskAsync(chain);
        Assert.Equal(["Hel", "lo ", "there."], Of<TextContent>(updates).Select(piece => piece.Text));
        var used = Of<UsageContent>(updates)[^1].Details;
        Assert.Equal((7L, 5L), (used.InputTokenCount, used.OutputTokenCount));
        Assert.Equal("scripted", updates[^1].ModelId);
        Assert.Equal(ChatFinishReason.Stop, updates[^1].FinishReason);
        Assert.Equal("first", Assert.Single(Of<TryStarted>(updates)).Provider);
        Assert.Empty(Of<TryFailed>(updates));
    }

    [Theory, MemberData(nameof(Protocols))]
    public async Task Calls_InParallelAndInFragments_ComeWholeAndInOrder(string protocol)
    {
        await using var server = new ModelServer(async (_, reply) =>
        {
            await reply.SayAsync("I look.");
            await reply.CallAsync("a1", "files_read", "{\"pa", "th\": \"ü", ".txt\"}");
            await reply.CallAsync("a2", "files_list");
            await reply.EndAsync();
        });
        using var chain = Chain(Link(server, protocol));
        var updates = await AskAsync(chain);
        var calls = CallsOf(updates);
        Assert.Equal(["a1", "a2"], calls.Select(call => call.CallId));
        Assert.Equal(["files_read", "files_list"], calls.Select(call => call.Name));
        Assert.Equal("""{"path":"\u00FC.txt"}""", JsonSerializer.Serialize(calls[0].Arguments));
        Assert.Empty(calls[1].Arguments!);
        Assert.Equal("I look.", TextOf(updates));
        Assert.Equal(ChatFinishReason.ToolCalls, updates[^1].FinishReason);
    }

    [Theory, MemberData(nameof(Protocols))]
    public async Task Reasoning_IsPassedOver(string protocol)
    {
        await using var server = new ModelServer(async (_, reply) =>
        {
            await reply.ThinkAsync("Let me think of it.");
            await reply.SayAsync("Four.");
            await reply.EndAsync();
        });
        using var chain = Chain(Link(server, protocol));
        Assert.Equal("Four.", TextOf(await AskAsync(chain)));
    }

    [Theory, MemberData(nameof(Protocols))]
    public async Task Characters_SplitOverChunks_ComeWhole(string protocol)
    {
        await using var server = new ModelServer(ModelCharacters.ByteByByte(Split));
        using var chain = Chain(Link(server, protocol));
        Assert.Equal(Split, TextOf(await AskAsync(chain)));
    }

    [Theory, MemberData(nameof(Protocols))]
    public async Task Call_WhoseArgumentsAreNoObject_ReachesTheToolAsSuch(string protocol)
    {
        await using var server = new ModelServer(async (_, reply) =>
        {
            await reply.CallAsync("a1", "files_read", "{\"path\": \"un");
            await reply.CallAsync("a2", "files_read", "[1]");
            await reply.EndAsync();
        });
        using var chain = Chain(Link(server, protocol));
        var calls = CallsOf(await AskAsync(chain));
        Assert.Equal(new("malformed_arguments", "{\"path\": \"un"), Assert.Single(calls[0].Arguments!));
        Assert.Equal("[1]", calls[1].Arguments!["malformed_arguments"]);
    }

    [Fact]
    public async Task Calls_AllAtTheSamePlace_AreToldApartByTheirIds()
    {
        await using var server = new ModelServer(async (_, reply) =>
        {
            await reply.BeginAsync();
            foreach (var id in new[] { "x", "y" })
            {
                await reply.DataAsync(
                    "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"" + id
                    + "\",\"function\":{\"name\":\"files_list\",\"arguments\":{\"path\":\"" + id + "\"}}}]}}]}");
            }

            await reply.EndAsync();
        });
        using var chain = Chain(Link(server));
        var calls = CallsOf(await AskAsync(chain));
        Assert.Equal(["x", "y"], calls.Select(call => call.CallId));
        Assert.Equal(["x", "y"], calls.Select(call => $"{call.Arguments!["path"]}"));
    }

    [Fact]
    public async Task Calls_WithTheSameId_AreTwo()
    {
        await using var server = new ModelServer(async (_, reply) =>
        {
            await reply.CallAsync("same", "files_list", "{}");
            await reply.CallAsync("same", "files_read", "{}");
            await reply.EndAsync();
        });
        using var chain = Chain(Link(server));
        Assert.Equal(["files_list", "files_read"], CallsOf(await AskAsync(chain)).Select(call => call.Name));
    }

    [Fact]
    public async Task Provider_ThatDoesNotStream_IsReadWhole()
    {
        await using var openAi = new ModelServer((_, reply) => reply.StatusAsync(200, """
            {"model":"m","choices":[{"message":{"content":"Hi.","tool_calls":[
              {"id":"c","function":{"name":"files_list","arguments":"{}"}}]},"finish_reason":"tool_calls"}],
             "usage":{"prompt_tokens":3,"completion_tokens":2}}
            """));
        await using var anthropic = new ModelServer((_, reply) => reply.StatusAsync(200, """
            {"type":"message","model":"m","stop_reason":"tool_use","usage":{"input_tokens":3,"output_tokens":2},
             "content":[{"type":"text","text":"Hi."},
              {"type":"tool_use","id":"c","name":"files_list","input":{"path":"a"}}]}
            """));
        foreach (var link in new[] { Link(openAi), Link(anthropic, "anthropic") })
        {
            using var chain = Chain(link);
            var updates = await AskAsync(chain);
            Assert.Equal("Hi.", TextOf(updates));
            Assert.Equal("c", Assert.Single(CallsOf(updates)).CallId);
            Assert.Equal(2, Of<UsageContent>(updates)[^1].Details.OutputTokenCount);
        }
    }

    [Theory, MemberData(nameof(Protocols))]
    public async Task Provider_ThatKeepsTheStreamOpenBehindTheEnd_IsNotWaitedFor(string protocol)
    {
        await using var server = new ModelServer(async (_, reply) =>
        {
            await reply.SayAsync("Done.");
            await reply.EndAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, reply.End);
        });
        using var chain = Chain(Link(server, protocol));
        Assert.Equal("Done.", TextOf(await AskAsync(chain)));
    }

    [Theory, MemberData(nameof(Protocols))]
    public async Task Requests_OneAfterAnother_ShareAConnection(string protocol)
    {
        await using var server = new ModelServer(ModelCharacters.Instant("Hi."));
        using var chain = Chain(Link(server, protocol));
        for (var i = 0; i < 5; i++) await AskAsync(chain);
        Assert.Equal(1, server.Connections);
    }

    [Theory, MemberData(nameof(Protocols))]
    public async Task Cancelled_EndsAtOnceAndIsNoFailure(string protocol)
    {
        await using var server = new ModelServer(ModelCharacters.Hanging("Well"));
        using var chain = Chain(Link(server, protocol));
        using var cancellation = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var update in chain.GetStreamingResponseAsync("hello", null, cancellation.Token))
            {
                if (update.Text.Length > 0) await cancellation.CancelAsync();
            }
        });
        Assert.Equal(0, chain.Links[0].Health.Read(DateTimeOffset.MinValue).Failures);
    }
}
