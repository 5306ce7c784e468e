using System.Net;
using OmniSage.Api.Tests.Fakes;
using OmniSage.GrainInterfaces.Agents;

namespace OmniSage.Api.Tests.OpenAi;

/// <summary>A workspace's agents are the models that OpenAI's clients choose from.</summary>
public sealed class AgentModelTests
{
    private static readonly Guid Writer = Guid.CreateVersion7();

    [Fact]
    public async Task Agents_AreTheModels_WithoutThoseThatWereRemoved()
    {
        await using var host = await StartAsync();
        var list = await host.Client().AskAsync("/v1/models");
        Assert.Equal(
            ["omnisage", "writer"],
            list.Json.GetProperty("data").EnumerateArray().Select(one => one.GetProperty("id").GetString()));
        Assert.Equal("writer", (await host.Client().AskAsync("/v1/models/writer")).Text("id"));
        Assert.Equal("model_not_found", (await host.Client().AskAsync("/v1/models/gone")).ErrorCode());
    }

    [Fact]
    public async Task Message_GoesToTheAgentThatIsNamed()
    {
        await using var host = await StartAsync();
        var answer = await AskAsync(host.Client(), "writer");
        Assert.Equal("writer", answer.Text("model"));
        var opened = host.World.Log.All.Single(one => one.Type is "thread.opened");
        Assert.Equal(Writer, ((ThreadOpened)FakeHistory.Read(opened)).Agent);
        var gone = await AskAsync(host.Client(), "gone");
        Assert.Equal((HttpStatusCode.NotFound, "model_not_found"), (gone.Status, gone.ErrorCode()));
    }

    [Fact]
    public async Task Response_OfOneAgent_IsNotContinuedByAnother_AndCanBeAfterwards()
    {
        await using var host = await StartAsync();
        var first = await RespondAsync(host, "writer", previous: null);
        var other = await RespondAsync(host, "omnisage", first.Text("id"));
        Assert.Equal("previous_response_of_other_model", other.ErrorCode());
        Assert.Equal(first.Thread(), (await RespondAsync(host, "writer", first.Text("id"))).Thread());
        Assert.Equal("writer", (await host.Client().AskAsync($"/v1/responses/{first.Text("id")}")).Text("model"));
    }

    [Fact]
    public async Task RequestKey_ThatCameWithAnotherAgent_IsRefused()
    {
        await using var host = await StartAsync();
        using var client = host.Client();
        client.DefaultRequestHeaders.Add("Idempotency-Key", "order-7");
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(client, "writer")).Status);
        Assert.Equal("idempotency_key_reused", (await AskAsync(client, "omnisage")).ErrorCode());
    }

    private static Task<Answer> AskAsync(HttpClient client, string model) => client.TellAsync(
        Chat.Path, $$"""{"model":"{{model}}","messages":[{"role":"user","content":"hello"}]}""");

    private static Task<Answer> RespondAsync(ApiHost host, string model, string? previous)
    {
        var member = previous is null ? "" : $",\"previous_response_id\":\"{previous}\"";
        return host.Client().TellAsync("/v1/responses", $$"""{"model":"{{model}}","input":"hello"{{member}}}""");
    }

    private static async Task<ApiHost> StartAsync()
    {
        var host = await ApiHost.StartAsync();
        host.World.Agent = Scripts.AnswerAsync;
        host.World.Agents =
        [
            new AgentSummary { Id = Writer, Slug = "writer", Name = "Writer" },
            new AgentSummary { Id = Guid.CreateVersion7(), Slug = "gone", Name = "Gone", IsRemoved = true },
        ];
        return host;
    }
}
