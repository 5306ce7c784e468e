using System.Net;
using System.Text;
using System.Text.Json;
using OmniSage.Api.OpenAi;
using OmniSage.Api.Tests.Fakes;

namespace OmniSage.Api.Tests.OpenAi;

/// <summary>Each parameter of the table in docs/openai.md: honoured, passed over, or refused by its name.</summary>
public sealed class ParameterTests
{
    [Theory]
    [InlineData("\"n\":1")]
    [InlineData("\"temperature\":0.7,\"top_p\":0.9,\"presence_penalty\":-2,\"frequency_penalty\":2")]
    [InlineData("\"seed\":7,\"user\":\"u\",\"store\":false,\"metadata\":{\"a\":\"b\"},\"service_tier\":\"auto\"")]
    [InlineData("\"tools\":[],\"functions\":[],\"tool_choice\":\"none\",\"function_call\":\"auto\"")]
    [InlineData("\"parallel_tool_calls\":true,\"reasoning_effort\":\"low\",\"verbosity\":\"low\"")]
    [InlineData("\"response_format\":{\"type\":\"text\"},\"modalities\":[\"text\"]")]
    [InlineData("\"logprobs\":false,\"top_logprobs\":0,\"stop\":null,\"logit_bias\":{},\"prediction\":{}")]
    [InlineData("\"prompt_cache_key\":\"k\",\"safety_identifier\":\"s\"")]
    [InlineData("\"stop\":[],\"prompt_cache_retention\":\"24h\",\"web_search_options\":null,\"audio\":null")]
    [InlineData("\"stream\":false,\"stream_options\":null,\"max_tokens\":100,\"max_completion_tokens\":100")]
    public async Task Parameter_ThatChangesNothing_Passes(string members)
    {
        await using var host = await StartAsync();
        var answer = await host.Client().TellAsync(Chat.Path, Chat.Hello($",{members}"));
        Assert.Equal("You said: hello", answer.Content());
    }

    [Theory]
    [InlineData("n", "2", "unsupported_parameter")]
    [InlineData("n", "\"1\"", "invalid_type")]
    [InlineData("tools", "[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]", "unsupported_parameter")]
    [InlineData("functions", "[{}]", "unsupported_parameter")]
    [InlineData("tool_choice", "\"required\"", "unsupported_parameter")]
    [InlineData("tool_choice", "\"\\ud800\"", "invalid_value")]
    [InlineData("function_call", "{\"name\":\"f\"}", "unsupported_parameter")]
    [InlineData("response_format", "{\"type\":\"json_object\"}", "unsupported_parameter")]
    [InlineData("response_format", "{\"type\":\"json_schema\",\"json_schema\":{}}", "unsupported_parameter")]
    [InlineData("response_format", "{\"type\":7}", "unsupported_parameter")]
    [InlineData("logprobs", "true", "unsupported_parameter")]
    [InlineData("top_logprobs", "3", "unsupported_parameter")]
    [InlineData("logit_bias", "{\"50256\":-100}", "unsupported_parameter")]
    [InlineData("stop", "\"END\"", "unsupported_parameter")]
    [InlineData("stop", "[\"END\"]", "unsupported_parameter")]
    [InlineData("modalities", "[\"text\",\"audio\"]", "unsupported_parameter")]
    [InlineData("modalities", "[7]", "unsupported_parameter")]
    [InlineData("audio", "{\"voice\":\"alloy\"}", "unsupported_parameter")]
    [InlineData("web_search_options", "{}", "unsupported_parameter")]
    [InlineData("temperature", "2.1", "invalid_value")]
    [InlineData("temperature", "1e999", "invalid_value")]
    [InlineData("temperature", "\"hot\"", "invalid_type")]
    [InlineData("top_p", "-1", "invalid_value")]
    [InlineData("seed", "1.5", "invalid_type")]
    [InlineData("user", "7", "invalid_type")]
    [InlineData("metadata", "[]", "invalid_type")]
    [InlineData("store", "1", "invalid_type")]
    [InlineData("stream", "\"yes\"", "invalid_type")]
    [InlineData("stream_options", "7", "invalid_type")]
    [InlineData("max_tokens", "0", "invalid_value")]
    [InlineData("max_completion_tokens", "1.5", "invalid_type")]
    [InlineData("temprature", "1", "unknown_parameter")]
    public async Task Parameter_ThatIsNotHonoured_IsRefusedByItsName(string name, string value, string code)
    {
        await using var host = await StartAsync();
        var answer = await host.Client().TellAsync(Chat.Path, Chat.Hello($",\"{name}\":{value}"));
        Assert.Equal((HttpStatusCode.BadRequest, code), (answer.Status, answer.ErrorCode()));
        Assert.Equal(name, answer.Error().GetProperty("param").GetString());
        Assert.Equal("invalid_request_error", answer.Error().GetProperty("type").GetString());
        Assert.Contains(name, answer.Error().GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain(host.World.Log.All, one => one.Type is "message.received");
    }

    [Theory]
    [InlineData("""{"messages":[{"role":"user","content":"hello"}]}""", "model", "missing_required_parameter")]
    [InlineData("""{"model":"omnisage"}""", "messages", "missing_required_parameter")]
    [InlineData("""{"model":"omnisage","messages":[]}""", "messages", "missing_required_parameter")]
    [InlineData("""{"model":"omnisage","messages":{}}""", "messages", "invalid_type")]
    [InlineData("""{"model":"omnisage","messages":[7]}""", "messages[0]", "invalid_type")]
    [InlineData("""{"model":7,"messages":[]}""", "model", "invalid_type")]
    [InlineData("""{"model":"gpt-4o","messages":[{"role":"user","content":"x"}]}""", "model", "model_not_found")]
    [InlineData("""[]""", "", "invalid_type")]
    [InlineData("""7""", "", "invalid_type")]
    [InlineData("""{"model":"a","model":"b"}""", "", "invalid_field")]
    [InlineData("""{"model":""", "", "malformed_json")]
    public async Task Body_OfTheWrongShape_IsRefusedWithItsPlace(string body, string place, string code)
    {
        await using var host = await StartAsync();
        var answer = await host.Client().TellAsync(Chat.Path, body);
        Assert.Equal(code, answer.ErrorCode());
        Assert.Equal(place, answer.Error().GetProperty("param").GetString() ?? "");
        Assert.True(answer.Status is HttpStatusCode.BadRequest or HttpStatusCode.NotFound, $"{answer.Status}");
    }

    [Theory]
    [InlineData("""{"role":"user"}""", "messages[0].content", "missing_required_parameter")]
    [InlineData("""{"role":"user","content":" "}""", "messages[0].content", "invalid_value")]
    [InlineData("""{"role":"user","content":7}""", "messages[0].content", "invalid_type")]
    [InlineData("""{"role":"user","content":"\ud800"}""", "messages[0].content", "invalid_value")]
    [InlineData("""{"role":"king","content":"x"}""", "messages[0].role", "invalid_value")]
    [InlineData("""{"role":"assistant","content":"x"}""", "messages[0].role", "invalid_value")]
    [InlineData("""{"content":"x"}""", "messages[0].role", "missing_required_parameter")]
    [InlineData(
        """{"role":"user","content":[{"type":"image_url","image_url":{"url":"https://example.com/a.png"}}]}""",
        "messages[0].content[0].image_url.url", "invalid_value")]
    [InlineData(
        """{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:image/png;base64,!"}}]}""",
        "messages[0].content[0].image_url.url", "invalid_value")]
    [InlineData(
        """{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:image/png;base64,PHN2Zz4="}}]}""",
        "messages[0].content[0].image_url.url", "invalid_value")]
    [InlineData(
        """{"role":"user","content":[{"type":"image_url","image_url":7}]}""",
        "messages[0].content[0].image_url", "invalid_type")]
    [InlineData(
        """{"role":"user","content":[{"type":"image_url"}]}""",
        "messages[0].content[0].image_url", "missing_required_parameter")]
    [InlineData(
        """{"role":"user","content":[{"type":"text","text":"x"},{"type":"input_audio","input_audio":{}}]}""",
        "messages[0].content[1]", "unsupported_parameter")]
    [InlineData("""{"role":"user","content":[{"type":"file"}]}""", "messages[0].content[0]", "unsupported_parameter")]
    [InlineData(
        """{"role":"user","content":[{"type":"text"}]}""",
        "messages[0].content[0].text", "missing_required_parameter")]
    public async Task Message_OfTheWrongShape_IsRefusedWithItsPlace(string message, string place, string code)
    {
        await using var host = await StartAsync();
        var answer = await host.Client().TellAsync(Chat.Path, $$"""{"model":"omnisage","messages":[{{message}}]}""");
        Assert.Equal((HttpStatusCode.BadRequest, code), (answer.Status, answer.ErrorCode()));
        Assert.Equal(place, answer.Error().GetProperty("param").GetString());
    }

    [Fact]
    public async Task Pictures_GoWithWhatIsAsked_AndAreNamedWhereTheyStand()
    {
        await using var host = await StartAsync();
        const string Png = "iVBORw0KGgoA";
        const string Parts = $$$"""
            [{"type":"text","text":"What is it?"},
             {"type":"image_url","image_url":{"url":"data:image/png;base64,{{{Png}}}","detail":"low"}}]
            """;
        var first = await host.Client().TellAsync(
            Chat.Path, $$"""{"model":"omnisage","messages":[{"role":"user","content":{{Parts}}}]}""");
        var again = await host.Client().TellAsync(
            Chat.Path,
            $$"""
            {"model":"omnisage","messages":[{"role":"user","content":{{Parts}}},
             {"role":"assistant","content":{{JsonSerializer.Serialize(first.Content())}}},
             {"role":"user","content":"And now?"}]}
            """);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.Status, again.Status));
        // The second request finds the conversation, which has the picture already.
        Assert.Equal([Png], host.World.Pictures.Select(one => Convert.ToBase64String(one.Content.AsSpan())));
        var threads = await host.Client().AskAsync("/api/v1/workspaces/default/threads");
        Assert.Single(threads.Json.GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Parts_AreJoined_AndUnicodePasses()
    {
        await using var host = await StartAsync();
        const string Parts = """[{"type":"text","text":"þing 🦉"},{"type":"text","text":"\u0000\u202e end"}]""";
        var answer = await host.Client().TellAsync(
            Chat.Path, $$"""{"model":"omnisage","messages":[{"role":"user","content":{{Parts}}}]}""");
        Assert.Equal("You said: þing 🦉\n\u0000\u202e end", answer.Content());
    }

    [Fact]
    public async Task Messages_PastTheirLimits_AreRefused()
    {
        await using var host = await StartAsync();
        var messages = Enumerable.Repeat(("user", "hello"), 10_000).ToArray();
        Assert.Equal("array_above_max_length", (await host.Client().SayAsync(messages)).ErrorCode());
        Assert.Equal(HttpStatusCode.OK, (await host.Client().SayAsync(messages[..BodyReader.MessagesMax])).Status);
        var text = await host.Client().SayAsync(("user", new string('x', EarlierTalk.TextBytesMax + 1)));
        Assert.Equal((HttpStatusCode.BadRequest, "string_above_max_length"), (text.Status, text.ErrorCode()));
        var most = await host.Client().SayAsync(("user", new string('x', EarlierTalk.TextBytesMax)));
        Assert.Equal(HttpStatusCode.OK, most.Status);
        var body = await host.Client().SayAsync(("user", new string('x', BodyReader.BytesMax)));
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "too_large"), (body.Status, body.ErrorCode()));
        var deep = await host.Client().TellAsync(Chat.Path, Chat.Hello($",\"metadata\":{new string('[', 100_000)}"));
        Assert.Equal((HttpStatusCode.BadRequest, "malformed_json"), (deep.Status, deep.ErrorCode()));
        using var form = new HttpRequestMessage(HttpMethod.Post, Chat.Path)
        {
            Content = new StringContent("hello", Encoding.UTF8, "text/plain"),
        };
        Assert.Equal("unsupported_media_type", (await host.Client().AskAsync(form)).ErrorCode());
    }

    private static async Task<ApiHost> StartAsync()
    {
        var host = await ApiHost.StartAsync();
        host.World.Agent = Scripts.AnswerAsync;
        return host;
    }
}
