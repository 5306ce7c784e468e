using System.Net;
using System.Text;
using OmniSage.Api.Tests.Fakes;

namespace OmniSage.Api.Tests.Settings;

/// <summary>Settings have the forms that policies have; what those do is held there.</summary>
public sealed class SettingsTests
{
    private const string OfWorkspace = "/api/v1/workspaces/default/settings";
    private const string OfTenant = "/api/v1/tenant/settings";

    [Theory]
    [InlineData(OfWorkspace)]
    [InlineData(OfTenant)]
    public async Task Settings_AreChangedRolledBackAndCompared(string url)
    {
        await using var host = await ApiHost.StartAsync();
        var client = host.Client(ApiHost.AdminKey);
        var first = await client.AskAsync(url);
        Assert.Equal(("\"0\"", "settings: 1\n"), (first.Message.Headers.ETag?.Tag, first.Text("text")));

        var one = await SendAsync(client, HttpMethod.Put, url, """{"text":"a\n","note":"why"}""", "\"0\"");
        var back = await SendAsync(client, HttpMethod.Post, $"{url}/rollback", """{"version":0}""", "\"1\"");
        var stale = await SendAsync(client, HttpMethod.Put, url, """{"text":"b\n"}""", "\"1\"");

        Assert.Equal((HttpStatusCode.OK, "1"), (one.Status, one.Text("version")));
        Assert.Equal("2", back.Text("version"));
        Assert.Equal("outdated", stale.Code);
        Assert.EndsWith("\n-a\n+settings: 1\n", (await client.AskAsync($"{url}/diff")).Text("diff"));
        var history = (await client.AskAsync($"{url}/history")).Json.GetProperty("items");
        Assert.Equal(3, history.GetArrayLength());
        Assert.Equal("why", history[1].GetProperty("note").GetString());
    }

    [Theory]
    [InlineData(OfWorkspace)]
    [InlineData(OfTenant)]
    public async Task Mistakes_ComeWithTheirPlaces(string url)
    {
        await using var host = await ApiHost.StartAsync();

        var answer = await SendAsync(
            host.Client(ApiHost.AdminKey), HttpMethod.Put, url, """{"text":"wrong"}""", "\"0\"");

        Assert.Equal(("invalid_settings", "1", "2"), (answer.Code, answer.Text("line"), answer.Text("column")));
    }

    [Fact]
    public async Task Members_MayReadTheWorkspacesOnly_AndChangeNone()
    {
        await using var host = await ApiHost.StartAsync();
        var member = host.Client();

        Assert.Equal(HttpStatusCode.OK, (await member.AskAsync(OfWorkspace)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await member.AskAsync(OfTenant)).Status);
        foreach (var url in new[] { OfWorkspace, OfTenant })
        {
            var answer = await SendAsync(member, HttpMethod.Put, url, """{"text":"a"}""", "*");
            Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
        }
    }

    [Fact]
    public async Task Tenant_IsTheCredentials()
    {
        await using var host = await ApiHost.StartAsync();
        await host.Client(ApiHost.AdminKey).AskAsync(OfTenant);
        Assert.Equal([host.Tenant.Text], host.World.Claims);
    }

    private static Task<Answer> SendAsync(HttpClient client, HttpMethod method, string url, string body, string tag)
    {
        var request = new HttpRequestMessage(method, url)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("If-Match", tag);
        return client.AskAsync(request);
    }
}
