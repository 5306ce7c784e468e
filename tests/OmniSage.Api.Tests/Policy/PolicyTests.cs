using System.Net;
using System.Text;
using System.Text.Json;
using OmniSage.Api.Tests.Fakes;

namespace OmniSage.Api.Tests.Policy;

public sealed class PolicyTests
{
    private const string Url = "/api/v1/workspaces/default/policy";

    [Fact]
    public async Task Policy_IsChangedRolledBackAndCompared()
    {
        await using var host = await ApiHost.StartAsync();
        var client = host.Client(ApiHost.AdminKey);
        var first = await client.AskAsync(Url);
        Assert.Equal("\"0\"", first.Message.Headers.ETag?.Tag);

        var one = await PutAsync(client, """{"text":"a\nb\n","note":"why"}""", "\"0\"");
        var two = await PutAsync(client, """{"text":"a\nc\n"}""", "*");
        var back = await SendAsync(client, HttpMethod.Post, $"{Url}/rollback", """{"version":1}""", "\"2\"");

        Assert.Equal(["1", "2", "3"], new[] { one, two, back }.Select(answer => answer.Text("version")));
        Assert.Equal("\"1\"", one.Message.Headers.ETag?.Tag);
        Assert.Equal("a\nb\n", (await client.AskAsync(Url)).Text("text"));
        Assert.Equal("a\nc\n", (await client.AskAsync($"{Url}?version=2")).Text("text"));
        var diff = await client.AskAsync($"{Url}/diff?from=1&to=2");
        Assert.Equal("--- version 1\n+++ version 2\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n", diff.Text("diff"));
        Assert.Equal("2", (await client.AskAsync($"{Url}/diff")).Text("from"));
        var page = await client.AskAsync($"{Url}/history?limit=2");
        Assert.Equal(("2", 2), (page.Text("next"), page.Json.GetProperty("items").GetArrayLength()));
        Assert.Equal("1", page.Json.GetProperty("items")[0].GetProperty("restores").ToString());
        var rest = await client.AskAsync($"{Url}/history?limit=2&cursor={page.Text("next")}");
        Assert.Equal("why", rest.Json.GetProperty("items")[0].GetProperty("note").GetString());
        Assert.Null(rest.Text("next"));
    }

    [Theory]
    [InlineData(null, "{}", 428, "precondition_needed")]
    [InlineData("\"7\"", """{"text":"x"}""", 412, "outdated")]
    [InlineData("W/\"0\"", """{"text":"x"}""", 412, "outdated")]
    [InlineData("nonsense", """{"text":"x"}""", 412, "outdated")]
    [InlineData("\"0\"", """{"text":7}""", 422, "invalid_field")]
    [InlineData("\"0\"", """{"note":"x"}""", 422, "invalid_field")]
    [InlineData("\"0\"", """{"text":null}""", 422, "invalid_field")]
    [InlineData("\"0\"", """{"text":"wrong"}""", 422, "invalid_policy")]
    public async Task Change_ThatIsNotAcceptable_IsRefused(string? tag, string body, int status, string code)
    {
        await using var host = await ApiHost.StartAsync();
        var answer = await PutAsync(host.Client(ApiHost.AdminKey), body, tag);
        Assert.Equal((status, code), ((int)answer.Status, answer.Code));
    }

    [Fact]
    public async Task Mistakes_InADocument_ComeWithTheirPlaces()
    {
        await using var host = await ApiHost.StartAsync();

        var answer = await PutAsync(host.Client(ApiHost.AdminKey), """{"text":"wrong"}""", "\"0\"");

        Assert.Equal(("$.text", "1", "2"), (answer.Text("field"), answer.Text("line"), answer.Text("column")));
        var errors = answer.Json.GetProperty("errors").EnumerateArray().ToList();
        Assert.Equal(["Wrong here.", "Wrong there."], errors.Select(one => one.GetProperty("detail").GetString()));
        Assert.Equal(4, errors[1].GetProperty("column").GetInt32());
    }

    [Theory]
    [InlineData("?version=9", 404)]
    [InlineData("/diff?from=9", 404)]
    [InlineData("/diff?to=9", 404)]
    [InlineData("/history?limit=0", 400)]
    [InlineData("/history?cursor=x", 400)]
    public async Task Question_AboutWhatIsNotThere_IsAProblem(string path, int status)
    {
        await using var host = await ApiHost.StartAsync();
        Assert.Equal(status, (int)(await host.Client().AskAsync(Url + path)).Status);
    }

    [Fact]
    public async Task Test_SaysTheDecisionAndEveryRule()
    {
        await using var host = await ApiHost.StartAsync();

        var answer = await host.Client().TellAsync($"{Url}/test", """
            {"tool":"web.fetch","arguments":{"url":"https://example.com/"},"labels":{"trust":"untrusted"},
             "caller":{"role":"owner"}}
            """);

        Assert.Equal(("ask", "ground:other-host"), (answer.Text("verdict"), answer.Text("rule")));
        Assert.Equal("once", answer.Json.GetProperty("ask").GetProperty("mode").GetString());
        Assert.Equal(2, answer.Json.GetProperty("rules").GetArrayLength());
        var question = Assert.Single(host.World.Questions);
        Assert.Equal((Trust.Untrusted, TenantRole.Owner), (question.Labels.Trust, question.Caller.Role));
        var arguments = JsonDocument.Parse(question.Arguments).RootElement;
        Assert.Equal("https://example.com/", arguments.GetProperty("url").GetString());
    }

    [Theory]
    [InlineData("""{"tool":"none"}""", 422)]
    [InlineData("""{"arguments":{}}""", 422)]
    [InlineData("""{"tool":"a","labels":{"trust":"much"}}""", 422)]
    [InlineData("""{"tool":"a","caller":{"account":"me"}}""", 422)]
    public async Task Test_ThatMakesNoSense_IsRefused(string body, int status)
    {
        await using var host = await ApiHost.StartAsync();
        Assert.Equal(status, (int)(await host.Client().TellAsync($"{Url}/test", body)).Status);
    }

    [Fact]
    public async Task Grant_IsListedAndRevokedOnce()
    {
        await using var host = await ApiHost.StartAsync();
        var id = Guid.CreateVersion7();
        host.World.Grants.Add(id);
        var client = host.Client(ApiHost.AdminKey);
        const string Grants = "/api/v1/workspaces/default/grants";

        var listed = (await client.AskAsync(Grants)).Json.GetProperty("items")[0];
        var revoked = await client.AskAsync(new HttpRequestMessage(HttpMethod.Delete, $"{Grants}/{id:N}"));
        var again = await client.AskAsync(new HttpRequestMessage(HttpMethod.Delete, $"{Grants}/{id:N}"));

        Assert.Equal(id.ToString("N"), listed.GetProperty("id").GetString());
        Assert.Equal("example.com", listed.GetProperty("terms").GetProperty("hosts")[0].GetString());
        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NotFound), (revoked.Status, again.Status));
    }

    private static Task<Answer> PutAsync(HttpClient client, string body, string? tag) =>
        SendAsync(client, HttpMethod.Put, Url, body, tag);

    private static Task<Answer> SendAsync(HttpClient client, HttpMethod method, string url, string body, string? tag)
    {
        var request = new HttpRequestMessage(method, url)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        if (tag is not null) request.Headers.TryAddWithoutValidation("If-Match", tag);
        return client.AskAsync(request);
    }
}
