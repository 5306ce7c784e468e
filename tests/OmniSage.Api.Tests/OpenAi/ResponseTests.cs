using System.Net;
using System.Text.Json;
using OmniSage.Api.Tests.Fakes;

namespace OmniSage.Api.Tests.OpenAi;

/// <summary>Responses on the wire: whole, in typed events, continued by their ids, and read again.</summary>
public sealed class ResponseTests
{
    private const string Path = "/v1/responses";

    [Fact]
    public async Task Response_IsInOpenAisForm()
    {
        await using var host = await StartAsync();
        var answer = await host.Client().TellAsync(Path, """{"model":"omnisage","input":"hello"}""");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(("response", "completed"), (answer.Text("object"), answer.Text("status")));
        var item = Assert.Single(answer.Json.GetProperty("output").EnumerateArray());
        Assert.Equal(("message", "assistant"), (Get(item, "type"), Get(item, "role")));
        Assert.Equal("You said: hello", Said(answer.Json));
        Assert.Equal(2, answer.Json.GetProperty("usage").GetProperty("total_tokens").GetInt32());
        var again = await host.Client().AskAsync($"{Path}/{answer.Text("id")}");
        Assert.Equal(("completed", "You said: hello"), (again.Text("status"), Said(again.Json)));
        Assert.Equal(answer.Text("usage"), again.Text("usage"));
    }

    [Fact]
    public async Task Stream_IsTypedEvents_InTheirOrder()
    {
        await using var host = await StartAsync();
        var items = await host.Client().StreamAsync(Path, """{"model":"omnisage","input":"hello","stream":true}""");
        Assert.Equal(
            [
                "response.created", "response.in_progress", "response.output_item.added",
                "response.content_part.added", "response.output_text.delta", "response.output_text.done",
                "response.content_part.done", "response.output_item.done", "response.completed",
            ],
            items.Select(item => item.EventType));
        var events = items.ConvertAll(item => JsonDocument.Parse(item.Data).RootElement);
        Assert.Equal(items.Select(item => item.EventType), events.Select(one => Get(one, "type")));
        Assert.Equal(
            Enumerable.Range(0, events.Count), events.Select(one => one.GetProperty("sequence_number").GetInt32()));
        Assert.Equal("You said: hello", Said(events[^1].GetProperty("response")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Previous_ContinuesItsConversation_AlsoAfterARestart(bool restarts)
    {
        await using var host = await StartAsync();
        var first = await host.Client().TellAsync(Path, """{"model":"omnisage","input":"one"}""");
        if (restarts)
        {
            await host.StopAsync();
            await host.RestartAsync();
        }

        var second = await ContinueAsync(host, first.Text("id")!);
        Assert.Equal("You said: two", Said(second.Json));
        Assert.Equal(first.Thread(), second.Thread());
        Assert.Equal(first.Text("id"), second.Text("previous_response_id"));
        var branch = await ContinueAsync(host, first.Text("id")!);
        Assert.Equal("previous_response_superseded", branch.ErrorCode());
        Assert.Equal("You said: one", Said((await host.Client().AskAsync($"{Path}/{first.Text("id")}")).Json));
    }

    [Fact]
    public async Task Continuation_WithAKeyOfItsOwn_IsDoneOnce()
    {
        await using var host = await StartAsync();
        var first = await host.Client().TellAsync(Path, """{"model":"omnisage","input":"one"}""");
        var body = $$"""{"model":"omnisage","input":"two","previous_response_id":"{{first.Text("id")}}"}""";
        using var client = host.Client();
        client.DefaultRequestHeaders.Add("Idempotency-Key", "order-7");
        var second = await client.TellAsync(Path, body);
        var again = await client.TellAsync(Path, body);
        Assert.Equal(second.Text("id"), again.Text("id"));
        Assert.Equal("You said: two", Said(again.Json));
        Assert.Equal(2, host.World.Log.All.Count(one => one.Type is "message.received"));
    }

    [Fact]
    public async Task Response_OfAnotherTenant_IsNotThere()
    {
        await using var host = await StartAsync();
        var first = await host.Client().TellAsync(Path, """{"model":"omnisage","input":"one"}""");
        var foreign = await ContinueAsync(host, first.Text("id")!, ApiHost.ForeignKey);
        Assert.Equal("previous_response_not_found", foreign.ErrorCode());
        var read = await host.Client(ApiHost.ForeignKey).AskAsync($"{Path}/{first.Text("id")}");
        Assert.Equal(HttpStatusCode.NotFound, read.Status);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Client().AskAsync($"{Path}/resp_7")).Status);
    }

    [Fact]
    public async Task Instructions_AreQuoted_AsTheCallersWords()
    {
        await using var host = await StartAsync();
        const string Body = """
            {"model":"omnisage","instructions":"Be brief.","max_output_tokens":10000,
             "input":[{"role":"user","content":[{"type":"input_text","text":"hello"}]}]}
            """;
        var answer = await host.Client().TellAsync(Path, Body);
        Assert.EndsWith(
            "[{\"role\":\"developer\",\"content\":\"Be brief.\"}]\n\nhello",
            Said(answer.Json),
            StringComparison.Ordinal);
        Assert.Equal("Be brief.", answer.Text("instructions"));
    }

    [Theory]
    [InlineData("\"background\":true", "background", "unsupported_parameter")]
    [InlineData("\"tools\":[{\"type\":\"web_search\"}]", "tools", "unsupported_parameter")]
    [InlineData("\"conversation\":\"c\"", "conversation", "unsupported_parameter")]
    [InlineData("\"prompt\":{}", "prompt", "unsupported_parameter")]
    [InlineData("\"include\":[\"x\"]", "include", "unsupported_parameter")]
    [InlineData("\"text\":{\"format\":{\"type\":\"json_object\"}}", "text.format", "unsupported_parameter")]
    [InlineData("\"max_output_tokens\":0", "max_output_tokens", "invalid_value")]
    [InlineData("\"messages\":[]", "messages", "unknown_parameter")]
    [InlineData("\"input\":[{\"type\":\"function_call_output\"}]", "input[0]", "unsupported_parameter")]
    [InlineData("\"input\":[]", "input", "missing_required_parameter")]
    [InlineData("\"input\":7", "input", "invalid_type")]
    [InlineData("\"previous_response_id\":\"resp_7\"", "previous_response_id", "previous_response_not_found")]
    public async Task Parameter_ThatIsNotHonoured_IsRefusedByItsName(string member, string name, string code)
    {
        await using var host = await StartAsync();
        var input = member.Contains("\"input\"", StringComparison.Ordinal) ? "" : "\"input\":\"hello\",";
        var answer = await host.Client().TellAsync(Path, $$"""{"model":"omnisage",{{input}}{{member}}}""");
        Assert.Equal((HttpStatusCode.BadRequest, code), (answer.Status, answer.ErrorCode()));
        Assert.Equal(name, answer.Error().GetProperty("param").GetString());
    }

    private static Task<Answer> ContinueAsync(ApiHost host, string id, string key = ApiHost.Key) =>
        host.Client(key).TellAsync(
            Path, $$"""{"model":"omnisage","input":"two","previous_response_id":"{{id}}"}""");

    private static string Said(JsonElement response) =>
        response.GetProperty("output")[0].GetProperty("content")[0].GetProperty("text").GetString()!;

    private static string? Get(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static async Task<ApiHost> StartAsync()
    {
        var host = await ApiHost.StartAsync();
        host.World.Agent = Scripts.AnswerAsync;
        return host;
    }
}
