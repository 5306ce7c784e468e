using System.Net;
using OmniSage.Api.Tests.Fakes;

namespace OmniSage.Api.Tests.Access;

public sealed class AccessTests
{
    [Fact]
    public async Task Key_ThatIsUnknown_Is401AndSaysSo()
    {
        await using var host = await ApiHost.StartAsync();

        var answer = await host.Client("omk_wrong").AskAsync("/api/v1/me");

        Assert.Equal((HttpStatusCode.Unauthorized, "unauthenticated"), (answer.Status, answer.Code));
        Assert.Contains("invalid_token", answer.Message.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        Assert.Equal("application/problem+json", answer.Message.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Me_SaysWhomTheKeyStandsFor()
    {
        await using var host = await ApiHost.StartAsync();

        var answer = await host.Client().AskAsync("/api/v1/me");

        Assert.Equal(host.Member.Account.Value.ToString("N"), answer.Text("account"));
        Assert.Equal((host.Tenant.Text, "member"), (answer.Text("tenant"), answer.Text("role")));
    }

    [Theory]
    [InlineData("evil.example", null, 403, "host_not_allowed")]
    [InlineData("127.0.0.1:1", null, 200, null)]
    [InlineData("LOCALHOST:5080", null, 200, null)]
    [InlineData(null, "http://evil.example", 403, "origin_not_allowed")]
    [InlineData(null, "null", 403, "origin_not_allowed")]
    [InlineData("localhost:5080", "http://localhost:5080", 200, null)]
    [InlineData("localhost:5080", "http://localhost:5081", 403, "origin_not_allowed")]
    [InlineData("localhost", "http://localhost", 200, null)]
    public async Task HostAndOrigin_HaveToBeOurOwn(string? hostName, string? origin, int status, string? code)
    {
        await using var host = await ApiHost.StartAsync();
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/me");
        if (hostName is not null) request.Headers.Host = hostName;
        if (origin is not null) request.Headers.Add("Origin", origin);

        var answer = await host.Client().AskAsync(request);

        Assert.Equal((status, code), ((int)answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("GET", "/nowhere", 404, "not_found")]
    [InlineData("GET", "/api/v1/workspaces/default/nowhere", 404, "not_found")]
    [InlineData("GET", "/api/v1/workspaces/none/threads", 404, "not_found")]
    [InlineData("DELETE", "/api/v1/me", 405, "method_not_allowed")]
    [InlineData("GET", "/api/v1/workspaces/default/runs?limit=0", 400, "invalid_parameter")]
    [InlineData("GET", "/api/v1/workspaces/default/runs?limit=x", 400, "invalid_parameter")]
    [InlineData("GET", "/api/v1/workspaces/default/runs?status=fast", 400, "invalid_parameter")]
    [InlineData("GET", "/api/v1/workspaces/default/runs?thread=ABC", 400, "invalid_parameter")]
    [InlineData("GET", "/api/v1/workspaces/default/runs/0123456789abcdef0123456789abcdef", 404, "not_found")]
    [InlineData("GET", "/api/v1/workspaces/default/threads/nonsense", 404, "not_found")]
    public async Task Mistake_IsAProblemDocument(string method, string path, int status, string code)
    {
        await using var host = await ApiHost.StartAsync();

        var answer = await host.Client().AskAsync(new HttpRequestMessage(new(method), path));

        Assert.Equal((status, code), ((int)answer.Status, answer.Code));
        Assert.Equal("application/problem+json", answer.Message.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task WhatIsInAnotherWorkspace_IsNotThere()
    {
        await using var host = await ApiHost.StartAsync();
        var thread = host.OpenThread(host.Other);
        var run = thread.Receive("hello");
        var client = host.Client();
        string[] paths =
        [
            $"threads/{thread.Id.Value:N}",
            $"threads/{thread.Id.Value:N}/events",
            $"runs/{run:N}",
            $"runs/{run:N}/events",
        ];

        foreach (var path in paths)
        {
            Assert.Equal(HttpStatusCode.OK, (await client.AskAsync($"/api/v1/workspaces/other/{path}")).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await client.AskAsync($"/api/v1/workspaces/default/{path}")).Status);
        }
    }
}
