using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace OmniSage.EndToEnd.Tests;

/// <summary>A workspace's policy through the whole product: HTTP, grain and database.</summary>
public sealed class PolicyTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Policy_IsTestedChangedComparedAndGoneBackTo()
    {
        Assert.Equal("allow", (await TestAsync()).GetProperty("verdict").GetString());
        const string Text = """
            policy: 1
            rules:
              - name: no deletion
                when: {tool: shell.run, argument: {/command: "*rm *"}}
                then: deny
                why: Deleting is for people.

            """;

        var blind = await SendAsync("policy", new { text = Text }, null);
        Assert.Equal(HttpStatusCode.PreconditionRequired, blind.Status);
        var wrong = await SendAsync("policy", new { text = Text.Replace("then", "than") }, "\"0\"");
        Assert.Equal((422, 3), ((int)wrong.Status, wrong.Json.GetProperty("line").GetInt32()));
        Assert.Equal(HttpStatusCode.OK, (await SendAsync("policy", new { text = Text, note = "why" }, "\"0\"")).Status);
        Assert.Equal(
            HttpStatusCode.PreconditionFailed, (await SendAsync("policy", new { text = "policy: 1" }, "\"0\"")).Status);

        var denied = await TestAsync();
        Assert.Equal(("deny", "no deletion", "Deleting is for people."), (
            denied.GetProperty("verdict").GetString(),
            denied.GetProperty("rule").GetString(),
            denied.GetProperty("why").GetString()));
        var diff = await silo.Client.GetAsync("policy/diff", Ct);
        Assert.Contains("+    then: deny\n", diff.GetProperty("diff").GetString(), StringComparison.Ordinal);
        await SendAsync("policy/rollback", new { version = 0 }, "*");
        Assert.Equal("allow", (await TestAsync()).GetProperty("verdict").GetString());
        var history = (await silo.Client.GetAsync("policy/history", Ct)).GetProperty("items");
        Assert.Equal([2, 1, 0], history.EnumerateArray().Select(one => one.GetProperty("version").GetInt32()));
        Assert.Empty((await silo.Client.GetAsync("grants", Ct)).GetProperty("items").EnumerateArray());
    }

    private async Task<JsonElement> TestAsync() => (await SendAsync(
        "policy/test", new { tool = "shell.run", arguments = new { command = "rm -r build" } }, null)).Json;

    private async Task<(HttpStatusCode Status, JsonElement Json)> SendAsync(string path, object body, string? tag)
    {
        using var http = new HttpClient();
        var method = path is "policy" ? HttpMethod.Put : HttpMethod.Post;
        using var request = new HttpRequestMessage(method, new Uri(silo.Url, $"api/v1/workspaces/default/{path}"));
        var key = await File.ReadAllTextAsync(Path.Combine(silo.Folder, "api-key"), Ct);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key.Trim());
        if (tag is not null) request.Headers.TryAddWithoutValidation("If-Match", tag);
        request.Content = JsonContent.Create(body);
        using var response = await http.SendAsync(request, Ct);
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>(Ct));
    }
}
