using System.Net;
using OmniSage.Api.Tests.Fakes;

namespace OmniSage.Api.Tests.Agents;

public sealed class AgentTests
{
    private const string Url = "/api/v1/workspaces/default";

    private static readonly Guid Writer = Guid.CreateVersion7();

    [Fact]
    public async Task Agents_AreListedWithoutThoseThatWereRemoved()
    {
        await using var host = await StartAsync();

        var items = (await host.Client(ApiHost.AuditorKey).AskAsync($"{Url}/agents")).Json.GetProperty("items");

        Assert.Equal(["omnisage", "writer"], items.EnumerateArray().Select(one => one.GetProperty("slug").GetString()));
        Assert.Equal(Writer.ToString("N"), items[1].GetProperty("id").GetString());
    }

    [Fact]
    public async Task Thread_OpenedForAnAgent_IsShownWithIt_AndSoAreItsRuns()
    {
        await using var host = await StartAsync();
        var client = host.Client();

        var its = await client.TellAsync($"{Url}/threads", """{"agent":"writer"}""");
        var usual = await client.TellAsync($"{Url}/threads", "{}");
        var sent = await client.TellAsync($"{Url}/threads/{its.Text("id")}/messages", """{"text":"write"}""");

        Assert.Equal(("writer", "omnisage"), (its.Text("agent"), usual.Text("agent")));
        var run = await client.AskAsync($"{Url}/runs/{sent.Text("run")}");
        Assert.Equal("writer", run.Json.GetProperty("run").GetProperty("agent").GetString());
        var listed = await client.AskAsync($"{Url}/threads");
        Assert.Equal(
            ["omnisage", "writer"],
            listed.Json.GetProperty("items").EnumerateArray().Select(one => one.GetProperty("agent").GetString()));
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("gone")]
    [InlineData("")]
    public async Task Thread_OpenedForAnAgentThatIsNotThere_IsRefused(string slug)
    {
        await using var host = await StartAsync();

        var answer = await host.Client().TellAsync($"{Url}/threads", $$"""{"agent":"{{slug}}"}""");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "$.agent"), (answer.Status, answer.Text("field")));
    }

    private static async Task<ApiHost> StartAsync()
    {
        var host = await ApiHost.StartAsync();
        host.World.Agents =
        [
            new() { Id = Guid.CreateVersion7(), Slug = "gone", Name = "Gone", IsRemoved = true },
            new() { Id = Writer, Slug = "writer", Name = "Writer" },
        ];
        return host;
    }
}
