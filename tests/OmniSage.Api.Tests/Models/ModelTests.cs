using System.Net;
using OmniSage.Api.Tests.Fakes;

namespace OmniSage.Api.Tests.Models;

public sealed class ModelTests
{
    private const string Url = "/api/v1/workspaces/default/models";

    [Fact]
    public async Task Models_AreListedWithTheirHealth()
    {
        await using var host = await ApiHost.StartAsync();

        var level = (await host.Client(ApiHost.AuditorKey).AskAsync(Url)).Json.GetProperty("items")[0];

        Assert.Equal(
            $$"""
            {"level":"coordinator","from":"tenant","chain":[{"provider":"first","model":"a","host":"a.example",
            "state":"healthy","answers":3,"failures":0,"latencyMs":12},{"provider":"second","model":"b",
            "host":"b.example","state":"failing","answers":0,"failures":2,"lastCode":"model_key_refused",
            "lastError":"{{FakeModels.Error}}","lastErrorAt":"1970-01-01T00:00:01.000000Z"}]}
            """.Replace("\n", "", StringComparison.Ordinal),
            level.GetRawText());
    }

    [Fact]
    public async Task Models_OfAnAgent_AreItsOwn_AndOfNobodyAreRefused()
    {
        await using var host = await ApiHost.StartAsync();
        host.World.Agents = [new() { Id = Guid.CreateVersion7(), Slug = "writer", Name = "Writer" }];

        var its = await host.Client().AskAsync($"{Url}?agent=writer");
        var nobodys = await host.Client().AskAsync($"{Url}?agent=nobody");

        Assert.Equal("agent", its.Json.GetProperty("items")[0].GetProperty("from").GetString());
        Assert.Equal((HttpStatusCode.BadRequest, "agent"), (nobodys.Status, nobodys.Text("field")));
    }

    [Fact]
    public async Task Test_IsForThoseWhoManage()
    {
        await using var host = await ApiHost.StartAsync();

        Assert.Equal(HttpStatusCode.Forbidden, (await TestAsync(host, ApiHost.Key)).StatusCode);
        Assert.Equal(0, host.World.Models.Tests);
        var answer = await TestAsync(host, ApiHost.AdminKey);

        Assert.Equal((HttpStatusCode.OK, 1), (answer.StatusCode, host.World.Models.Tests));
    }

    private static Task<HttpResponseMessage> TestAsync(ApiHost host, string key) =>
        host.Client(key).PostAsync($"{Url}/test", null, TestContext.Current.CancellationToken);
}
