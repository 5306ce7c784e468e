using System.Net;
using OmniSage.Api.Tests.Fakes;

namespace OmniSage.Api.Tests.Threads;

public sealed class ThreadTests
{
    private const string Url = "/api/v1/workspaces/default/threads";

    [Fact]
    public async Task Thread_OpenedTwiceWithOneClientId_IsOneThread()
    {
        await using var host = await ApiHost.StartAsync();
        var client = host.Client();

        var first = await client.TellAsync(Url, """{"title":"t","clientId":"c1"}""");
        var second = await client.TellAsync(Url, """{"title":"t","clientId":"c1"}""");
        var other = await client.TellAsync(Url, """{"clientId":"c2"}""");
        var elsewhere = await client.TellAsync("/api/v1/workspaces/other/threads", """{"clientId":"c1"}""");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (first.Status, second.Status));
        Assert.Equal(first.Text("id"), second.Text("id"));
        Assert.Equal('8', first.Text("id")![12]);
        Assert.Equal(3, new[] { first, other, elsewhere }.Select(answer => answer.Text("id")).Distinct().Count());
        Assert.Equal($"{Url}/{first.Text("id")}", first.Message.Headers.Location?.ToString());
    }

    [Fact]
    public async Task Thread_OpenedAtOnceWithOneClientId_IsNewToOneCaller()
    {
        await using var host = await ApiHost.StartAsync();
        var clients = Enumerable.Range(0, 8).Select(_ => host.Client()).ToList();

        var answers = await Task.WhenAll(clients.Select(client => client.TellAsync(Url, """{"clientId":"c1"}""")));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.Created);
        Assert.Equal(7, answers.Count(answer => answer.Status == HttpStatusCode.OK));
        Assert.Single(answers.Select(answer => answer.Text("id")).Distinct());
    }

    [Fact]
    public async Task Threads_AreListedPageByPage()
    {
        await using var host = await ApiHost.StartAsync();
        for (var i = 0; i < 5; i++) host.OpenThread();
        var client = host.Client();
        var seen = new List<string>();

        for (string? cursor = ""; cursor is not null;)
        {
            var page = await client.AskAsync($"{Url}?limit=2{cursor}");
            var items = page.Json.GetProperty("items").EnumerateArray();
            seen.AddRange(items.Select(item => item.GetProperty("id").GetString()!));
            cursor = page.Text("next") is { } next ? $"&cursor={next}" : null;
        }

        Assert.Equal(5, seen.Distinct().Count());
    }

    [Fact]
    public async Task Thread_ShowsItsStatusAndRuns()
    {
        await using var host = await ApiHost.StartAsync();
        var thread = host.OpenThread();
        var run = thread.Receive("hello");

        var answer = await host.Client().AskAsync($"{Url}/{thread.Id.Value:N}");

        Assert.Equal("steer", answer.Json.GetProperty("status").GetProperty("mode").GetString());
        Assert.Equal(run.ToString("N"), answer.Json.GetProperty("runs")[0].GetProperty("id").GetString());
        var created = answer.Json.GetProperty("thread").GetProperty("created").GetString();
        Assert.Equal("2023-11-14T22:13:20.000000Z", created);
    }

    [Theory]
    [InlineData("threads?limit=abc", "limit")]
    [InlineData("threads?limit=1.5", "limit")]
    [InlineData("threads?limit=99999999999", "limit")]
    [InlineData("threads?limit=1&limit=2", "limit")]
    [InlineData("threads?cursor=garbage", "cursor")]
    [InlineData("threads?cursor=%00", "cursor")]
    [InlineData("runs?limit=abc", "limit")]
    [InlineData("runs?cursor=", "cursor")]
    [InlineData("runs?status=1", "status")]
    public async Task Parameter_ThatIsWrong_IsNamed(string address, string field)
    {
        await using var host = await ApiHost.StartAsync();

        var answer = await host.Client().AskAsync($"/api/v1/workspaces/default/{address}");

        Assert.Equal((400, "invalid_parameter", field), ((int)answer.Status, answer.Code, answer.Text("field")));
    }

    [Theory]
    [InlineData("""{"title":"two\nlines"}""")]
    [InlineData("""{"mode":"sometimes"}""")]
    public async Task Thread_WithWrongField_Is422(string body)
    {
        await using var host = await ApiHost.StartAsync();

        Assert.Equal(422, (int)(await host.Client().TellAsync(Url, body)).Status);
    }
}
