using System.Text.Json;
using static OmniSage.Models.Tests.Providers.Providers;

namespace OmniSage.Models.Tests.Providers;

/// <summary>What is sent, as the provider reads it.</summary>
public sealed class RequestTests
{
    private static readonly ChatMessage[] Messages =
    [
        new(ChatRole.System, "Be brief."),
        new(ChatRole.Assistant, "Before."),
        new(ChatRole.User, "Grüße <b>"),
        new(ChatRole.User, [new TextContent("Look:"), new DataContent(new byte[] { 1, 2, 3 }, "image/png")]),
        new(ChatRole.Assistant, [new TextContent(""), new FunctionCallContent(
            "weird id/1", "files_read", new Dictionary<string, object?> { ["path"] = "a" })]),
        new(ChatRole.Tool, [new FunctionResultContent("weird id/1", "{\"text\":\"x\"}")]),
        new(ChatRole.Assistant, ""),
        new(ChatRole.User, "Go on."),
    ];

    private static readonly ChatOptions Options = new()
    {
        MaxOutputTokens = 100,
        Tools = [AIFunctionFactory.CreateDeclaration(
            "files_read", "Reads.", JsonSerializer.Deserialize<JsonElement>("""{"type":"object"}"""))],
    };

    [Fact]
    public async Task OpenAi_Request_IsWhatTheProtocolAsksFor()
    {
        var sent = await SentAsync("openai");
        Assert.Equal("/v1/chat/completions", sent.Path);
        Assert.Equal($"Bearer {Key}", sent.Headers["authorization"]);
        Assert.Equal("application/json", sent.Headers["content-type"]);
        var id = sent.Json.GetProperty("messages")[4].GetProperty("tool_calls")[0].GetProperty("id").GetString();
        Assert.Matches("^call_[0-9a-f]{24}$", id);
        Assert.Equal(
            """
            {"model":"first-model","messages":[{"role":"system","content":"Be brief."},
            {"role":"assistant","content":"Before."},{"role":"user","content":"Grüße <b>"},
            {"role":"user","content":[{"type":"text","text":"Look:"},
            {"type":"image_url","image_url":{"url":"data:image/png;base64,AQID"}}]},
            {"role":"assistant","content":null,"tool_calls":[{"id":"THE-ID","type":"function",
            "function":{"name":"files_read","arguments":"{\"path\":\"a\"}"}}]},
            {"role":"tool","tool_call_id":"THE-ID","content":"{\"text\":\"x\"}"},
            {"role":"user","content":"Go on."}],
            "tools":[{"type":"function","function":{"name":"files_read","description":"Reads.",
            "parameters":{"type":"object"}}}],
            "max_tokens":50,"temperature":0.5,"stream":true,"stream_options":{"include_usage":true}}
            """.Replace("\n", "", StringComparison.Ordinal).Replace("THE-ID", id, StringComparison.Ordinal),
            sent.Text);
    }

    [Fact]
    public async Task Anthropic_Request_IsWhatTheProtocolAsksFor()
    {
        var sent = await SentAsync("anthropic");
        Assert.Equal("/v1/messages", sent.Path);
        Assert.Equal(Key, sent.Headers["x-api-key"]);
        Assert.Equal("2023-06-01", sent.Headers["anthropic-version"]);
        Assert.False(sent.Headers.ContainsKey("authorization"));
        var id = sent.Json.GetProperty("messages")[3].GetProperty("content")[0].GetProperty("id").GetString();
        Assert.Equal(
            """
            {"model":"first-model","max_tokens":50,"system":"Be brief.","temperature":0.5,"stream":true,"messages":[
            {"role":"user","content":[{"type":"text","text":"(What was said before is not shown.)"}]},
            {"role":"assistant","content":[{"type":"text","text":"Before."}]},
            {"role":"user","content":[{"type":"text","text":"Grüße <b>"},{"type":"text","text":"Look:"},
            {"type":"image","source":{"type":"base64","media_type":"image/png","data":"AQID"}}]},
            {"role":"assistant","content":[{"type":"tool_use","id":"THE-ID","name":"files_read",
            "input":{"path":"a"}}]},
            {"role":"user","content":[{"type":"tool_result","tool_use_id":"THE-ID","content":"{\"text\":\"x\"}"},
            {"type":"text","text":"Go on."}]}],
            "tools":[{"name":"files_read","description":"Reads.","input_schema":{"type":"object"}}]}
            """.Replace("\n", "", StringComparison.Ordinal).Replace("THE-ID", id, StringComparison.Ordinal),
            sent.Text);
    }

    [Fact]
    public async Task Provider_WithoutAKey_GetsNone()
    {
        foreach (var protocol in Protocols)
        {
            await using var server = new ModelServer(ModelCharacters.Instant("x"));
            var link = Link(server, protocol);
            link.Key = "";
            using var chain = Chain(link);
            await AskAsync(chain);
            Assert.Null(Assert.Single(server.Requests).Key);
        }
    }

    [Theory]
    [InlineData("http://h:1", false, "http://h:1/v1/chat/completions")]
    [InlineData("http://h:1/", true, "http://h:1/v1/messages")]
    [InlineData("https://h/v1", false, "https://h/v1/chat/completions")]
    [InlineData("https://h/api/v1/", false, "https://h/api/v1/chat/completions")]
    [InlineData("https://h/v1/chat/completions?api-version=2", false, "https://h/v1/chat/completions?api-version=2")]
    [InlineData("https://h/v1/messages", true, "https://h/v1/messages")]
    public void Address_IsCompleted(string given, bool isAnthropic, string expected) =>
        Assert.Equal(expected, Models.Chains.ChainBuilder.AddressOf(new(given), isAnthropic));

    private static async Task<ModelServerRequest> SentAsync(string protocol)
    {
        await using var server = new ModelServer(ModelCharacters.Instant("x"));
        var link = Link(server, protocol);
        (link.Temperature, link.OutputTokensMax) = (0.5, 50);
        using var chain = Chain(link);
        await AskAsync(chain, Messages, Options);
        return Assert.Single(server.Requests);
    }
}
