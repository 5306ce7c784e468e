using System.Net;
using System.Text.Json;
using OmniSage.Api.Tests.Fakes;

namespace OmniSage.Api.Tests.OpenAi;

/// <summary>Chat completions on the wire, over an agent that does what the test says.</summary>
public sealed class ChatTests
{
    [Fact]
    public async Task Hello_IsAnswered_InOpenAisForm()
    {
        await using var host = await StartAsync();
        var answer = await host.Client().SayAsync(("user", "hello"));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("You said: hello", answer.Content());
        var run = answer.Message.Headers.GetValues("OmniSage-Run").Single();
        Assert.Equal($"chatcmpl-{run}", answer.Text("id"));
        Assert.Equal("chat.completion", answer.Text("object"));
        Assert.Equal("omnisage", answer.Text("model"));
        Assert.Equal("stop", answer.Json.GetProperty("choices")[0].GetProperty("finish_reason").GetString());
        Assert.Equal("""{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}""", answer.Text("usage"));
        Assert.NotEmpty(answer.Message.Headers.GetValues("x-request-id").Single());
    }

    [Fact]
    public async Task Stream_IsChunks_UsageWhereAsked_AndDone()
    {
        await using var host = await StartAsync();
        var body = Chat.Hello(""","stream":true,"stream_options":{"include_usage":true}""");
        var items = await host.Client().StreamAsync(Chat.Path, body);
        Assert.Equal("[DONE]", items[^1].Data);
        var chunks = items[..^1].ConvertAll(item => JsonDocument.Parse(item.Data).RootElement);
        Assert.Single(chunks.Select(chunk => chunk.GetProperty("id").GetString()).Distinct());
        Assert.Equal("assistant", Delta(chunks[0]).GetProperty("role").GetString());
        Assert.Equal("You said: hello", string.Concat(chunks[..^1].Select(ContentOf)));
        Assert.Equal("stop", chunks[^2].GetProperty("choices")[0].GetProperty("finish_reason").GetString());
        Assert.Equal(0, chunks[^1].GetProperty("choices").GetArrayLength());
        Assert.Equal(2, chunks[^1].GetProperty("usage").GetProperty("total_tokens").GetInt32());

        var plain = await host.Client().StreamAsync(Chat.Path, Chat.Hello(""","stream":true"""));
        Assert.DoesNotContain(plain, item => item.Data.Contains("usage", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Piece_ReachesTheClient_BeforeTheAnswerEnds()
    {
        await using var host = await StartAsync();
        var mayEnd = new TaskCompletionSource();
        host.World.Agent = async (thread, run, _) =>
        {
            thread.StartTurn(run);
            await Eventually.TrueAsync(
                () => host.World.Watchers.Keys.Any(one => one.Run == run), "the run is watched");
            await host.World.SayAsync(thread.RunId(run), 1, LiveChannel.Answer, 0, "Half ");
            await mayEnd.Task;
            thread.Answer(run, "Half and half.");
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, Chat.Path)
        {
            Content = new StringContent(Chat.Hello(""","stream":true"""), null, "application/json"),
        };
        var cancellation = TestContext.Current.CancellationToken;
        using var response = await host.Client().SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellation));
        var seen = "";
        while (!seen.Contains("Half ", StringComparison.Ordinal))
            seen += await reader.ReadLineAsync(cancellation).AsTask().WaitAsync(ApiHost.Patience, cancellation);
        mayEnd.SetResult();
        var rest = await reader.ReadToEndAsync(cancellation);
        Assert.Contains("\"and half.\"", rest, StringComparison.Ordinal);
        Assert.DoesNotContain("Half", rest, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delegation_IsWaitedFor_AndItsModelsCount()
    {
        await using var host = await StartAsync();
        host.World.Agent = Scripts.DelegateAsync;
        var answer = await host.Client().SayAsync(("user", "run: date"));
        Assert.Equal("On it: date\n\nAll done.", answer.Content());
        Assert.Equal(2, answer.Json.GetProperty("usage").GetProperty("total_tokens").GetInt32());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Task_ThatWaitsForAPerson_EndsTheAnswer_WhichSaysSo(bool isQuestion)
    {
        await using var host = await StartAsync();
        host.World.Agent = (thread, run, text) =>
        {
            thread.StartTurn(run);
            var task = Scripts.Delegate(thread, run, text);
            if (!isQuestion) thread.Write(task.Run, new ApprovalRequested(Waits.Approval(task)));
            thread.Write(
                (thread.Journal, new MessageSent(Guid.CreateVersion7(), task.Run, "Task 1 waits: say /approve 1.")),
                (thread.Journal, isQuestion
                    ? new QuestionAsked(Waits.Question(task))
                    : new ApprovalRequested(Waits.Approval(task))));
            return Task.CompletedTask;
        };
        var answer = await host.Client().SayAsync(("user", "run: date"));
        Assert.Equal("On it: date\n\nTask 1 waits: say /approve 1.", answer.Content());
        Assert.Equal("stop", answer.Json.GetProperty("choices")[0].GetProperty("finish_reason").GetString());
    }

    [Fact]
    public async Task Task_ThatMayCostNoMore_EndsTheAnswer_OnceThatIsSaid()
    {
        await using var host = await StartAsync();
        host.World.Agent = (thread, run, text) =>
        {
            thread.StartTurn(run);
            var task = Scripts.Delegate(thread, run, text);
            thread.Write(task.Run, new RunParked("budget"));
            thread.Write((thread.Journal, new MessageSent(Guid.CreateVersion7(), task.Run, "Task 1 waits for money.")));
            return Task.CompletedTask;
        };
        var answer = await host.Client().SayAsync(("user", "run: date"));
        Assert.Equal("On it: date\n\nTask 1 waits for money.", answer.Content());
    }

    [Theory]
    [InlineData("model_unreachable", 500, "model_unreachable", "server_error")]
    [InlineData("budget_exhausted", 429, "insufficient_quota", "insufficient_quota")]
    public async Task Turn_ThatFailed_IsAnErrorThatIsNotRepeated(string code, int status, string said, string type)
    {
        await using var host = await StartAsync();
        host.World.Agent = (thread, run, _) =>
        {
            thread.StartTurn(run);
            thread.Write(
                (thread.Journal, new MessageSent(Guid.CreateVersion7(), run, "I could not finish this: Nobody.")),
                (thread.Run(run), new RunFailed(code, "Nobody.")),
                (thread.Journal, new TurnEnded(run, RunStatus.Failed)));
            return Task.CompletedTask;
        };
        var answer = await host.Client().SayAsync(("user", "hello"));
        Assert.Equal((status, said), ((int)answer.Status, answer.ErrorCode()));
        Assert.Equal(type, answer.Error().GetProperty("type").GetString());
        Assert.Null(answer.Message.Headers.RetryAfter);
        Assert.Equal("false", answer.Message.Headers.GetValues("x-should-retry").Single());
        var items = await host.Client().StreamAsync(Chat.Path, Chat.Hello(""","stream":true"""));
        Assert.Contains("\"error\":{\"message\":\"Nobody.\"", items[^2].Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MaxTokens_CutsTheAnswer_AndSaysLength()
    {
        await using var host = await StartAsync();
        var answer = await host.Client().TellAsync(Chat.Path, Chat.Hello(""","max_completion_tokens":2"""));
        Assert.Equal("You said", answer.Content());
        Assert.Equal("length", answer.Json.GetProperty("choices")[0].GetProperty("finish_reason").GetString());
        var next = await host.Client().SayAsync(("user", "hello"), ("assistant", "You said"), ("user", "two"));
        Assert.NotEqual(answer.Thread(), next.Thread());
    }

    [Fact]
    public async Task Project_NamesTheWorkspace()
    {
        await using var host = await StartAsync();
        using var client = host.Client();
        client.DefaultRequestHeaders.Add("OpenAI-Project", "other");
        var answer = await client.SayAsync(("user", "hello"));
        var thread = await client.AskAsync($"/api/v1/workspaces/other/threads/{answer.Thread()}");
        Assert.Equal(HttpStatusCode.OK, thread.Status);
        client.DefaultRequestHeaders.Remove("OpenAI-Project");
        client.DefaultRequestHeaders.Add("OpenAI-Project", "none");
        Assert.Equal("project_not_found", (await client.SayAsync(("user", "hello"))).ErrorCode());
    }

    [Fact]
    public async Task Models_AreTheAgents()
    {
        await using var host = await StartAsync();
        var list = await host.Client().AskAsync("/v1/models");
        var only = Assert.Single(list.Json.GetProperty("data").EnumerateArray());
        Assert.Equal("omnisage", only.GetProperty("id").GetString());
        Assert.Equal("model", (await host.Client().AskAsync("/v1/models/omnisage")).Text("object"));
        var none = await host.Client().AskAsync("/v1/models/gpt-4o");
        Assert.Equal((HttpStatusCode.NotFound, "model_not_found"), (none.Status, none.ErrorCode()));
    }

    private static JsonElement Delta(JsonElement chunk) => chunk.GetProperty("choices")[0].GetProperty("delta");

    private static string? ContentOf(JsonElement chunk) =>
        Delta(chunk).TryGetProperty("content", out var content) ? content.GetString() : "";

    private static async Task<ApiHost> StartAsync()
    {
        var host = await ApiHost.StartAsync();
        host.World.Agent = Scripts.AnswerAsync;
        return host;
    }
}
