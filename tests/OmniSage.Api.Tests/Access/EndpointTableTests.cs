using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using OmniSage.Api.Access;
using OmniSage.Api.Tests.Fakes;

namespace OmniSage.Api.Tests.Access;

/// <summary>
/// Every endpoint with its policy. A new one fails here until it is listed, and is then tried as nobody and others.
/// </summary>
public sealed class EndpointTableTests
{
    private const string Anyone = "anyone";
    private const string Workspace = "/api/v1/workspaces/{workspace}";

    private static readonly (string Method, string Path, string Policy)[] Table =
    [
        ("GET", "/", Anyone),
        ("GET", "/assets/{file}", Anyone),
        ("GET", "/favicon.svg", Anyone),
        ("*", "/health/live", Anyone),
        ("*", "/health/ready", Anyone),
        ("GET", "/api/v1/me", Policies.Read),
        ("DELETE", $"{Workspace}/files/{{*path}}", Policies.Work),
        ("DELETE", "/api/v1/sessions/{session}", Policies.Read),
        ("GET", "/api/v1/sessions", Policies.Read),
        ("POST", "/api/v1/sessions", Anyone),
        ("POST", "/api/v1/sign-in-links", Policies.Key),
        ("DELETE", $"{Workspace}/grants/{{grant}}", Policies.Manage),
        ("DELETE", $"{Workspace}/memory/{{fact}}", Policies.Work),
        ("DELETE", $"{Workspace}/secrets/{{name}}", Policies.Manage),
        ("GET", $"{Workspace}/agents", Policies.Read),
        ("GET", $"{Workspace}/approvals", Policies.Read),
        ("GET", $"{Workspace}/approvals/{{approval}}", Policies.Read),
        ("GET", $"{Workspace}/artifacts", Policies.Read),
        ("GET", $"{Workspace}/artifacts/{{artifact}}", Policies.Read),
        ("GET", $"{Workspace}/artifacts/{{artifact}}/content", Policies.Read),
        ("GET", $"{Workspace}/budget", Policies.Read),
        ("GET", $"{Workspace}/files", Policies.Read),
        ("GET", $"{Workspace}/files/{{*path}}", Policies.Read),
        ("GET", $"{Workspace}/grants", Policies.Read),
        ("GET", $"{Workspace}/memory", Policies.Read),
        ("GET", $"{Workspace}/memory-settings", Policies.Read),
        ("GET", $"{Workspace}/memory/{{fact}}", Policies.Read),
        ("GET", $"{Workspace}/memory/{{fact}}/why", Policies.Read),
        ("GET", $"{Workspace}/models", Policies.Read),
        ("GET", $"{Workspace}/policy", Policies.Read),
        ("GET", $"{Workspace}/policy/diff", Policies.Read),
        ("GET", $"{Workspace}/policy/history", Policies.Read),
        ("GET", $"{Workspace}/policy/presets", Policies.Read),
        ("GET", $"{Workspace}/secrets", Policies.Manage),
        ("GET", $"{Workspace}/settings", Policies.Read),
        ("GET", $"{Workspace}/settings/diff", Policies.Read),
        ("GET", $"{Workspace}/settings/history", Policies.Read),
        ("GET", "/api/v1/tenant/settings", Policies.Manage),
        ("GET", "/api/v1/tenant/settings/diff", Policies.Manage),
        ("GET", "/api/v1/tenant/settings/history", Policies.Manage),
        ("GET", $"{Workspace}/runs", Policies.Read),
        ("GET", $"{Workspace}/runs/{{run}}", Policies.Read),
        ("GET", $"{Workspace}/runs/{{run}}/events", Policies.Read),
        ("GET", $"{Workspace}/usage", Policies.Read),
        ("GET", $"{Workspace}/threads", Policies.Read),
        ("GET", $"{Workspace}/threads/{{thread}}", Policies.Read),
        ("GET", $"{Workspace}/threads/{{thread}}/events", Policies.Read),
        ("GET", "/openapi/{documentName}.json", Policies.Read),
        ("POST", $"{Workspace}/memory", Policies.Work),
        ("POST", $"{Workspace}/models/test", Policies.Manage),
        ("POST", $"{Workspace}/policy/rollback", Policies.Manage),
        ("POST", $"{Workspace}/policy/test", Policies.Read),
        ("POST", $"{Workspace}/secrets", Policies.Manage),
        ("POST", $"{Workspace}/runs/{{run}}/budget", Policies.Manage),
        ("POST", $"{Workspace}/settings/rollback", Policies.Manage),
        ("POST", "/api/v1/tenant/settings/rollback", Policies.Manage),
        ("POST", $"{Workspace}/runs/{{run}}/cancel", Policies.Work),
        ("POST", $"{Workspace}/threads", Policies.Work),
        ("POST", $"{Workspace}/threads/{{thread}}/messages", Policies.Work),
        ("PUT", $"{Workspace}/files/{{*path}}", Policies.Work),
        ("PUT", $"{Workspace}/memory-settings", Policies.Work),
        ("PUT", $"{Workspace}/memory/{{fact}}", Policies.Work),
        ("PUT", $"{Workspace}/approvals/{{approval}}/decision", Policies.Work),
        ("PUT", $"{Workspace}/policy", Policies.Manage),
        ("PUT", $"{Workspace}/secrets/{{name}}", Policies.Manage),
        ("PUT", $"{Workspace}/settings", Policies.Manage),
        ("PUT", "/api/v1/tenant/settings", Policies.Manage),
        ("PUT", $"{Workspace}/threads/{{thread}}/questions/{{question}}/answer", Policies.Work),
    ];

    [Fact]
    public async Task Endpoints_AreAllInTheTable()
    {
        await using var host = await ApiHost.StartAsync();

        var mapped = host.Endpoints.Select(endpoint => (
            Method: endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Single() ?? "*",
            Path: "/" + endpoint.RoutePattern.RawText!.TrimStart('/'),
            Policy: endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null
                ? Anyone
                : endpoint.Metadata.GetMetadata<IAuthorizeData>()?.Policy ?? "none"));

        Assert.Equal(Table.Order(), mapped.Order());
    }

    [Fact]
    public async Task Endpoint_CalledAsNobody_Is401()
    {
        await using var host = await ApiHost.StartAsync();
        foreach (var (method, path, policy) in Table)
        {
            // What anyone may call answers as if nobody had to be known: there is no such file, no such header.
            var open = path switch
            {
                "/assets/{file}" or "/favicon.svg" => 404,
                "/api/v1/sessions" => 403,
                _ => 200,
            };
            var answer = await CallAsync(host, key: null, method, path);
            Assert.True((policy == Anyone ? open : 401) == (int)answer.Status, $"{method} {path}: {answer.Status}");
        }
    }

    [Fact]
    public async Task EndpointOfWorkspace_CalledByAnotherTenant_Is404()
    {
        await using var host = await ApiHost.StartAsync();
        foreach (var (method, path, _) in Table.Where(row => row.Path.StartsWith(Workspace, StringComparison.Ordinal)))
        {
            var answer = await CallAsync(host, ApiHost.ForeignKey, method, path);
            Assert.True(404 == (int)answer.Status && answer.Code == "not_found", $"{method} {path}: {answer.Status}");
        }
    }

    [Fact]
    public async Task EndpointThatGivesWork_CalledByAuditor_Is403()
    {
        await using var host = await ApiHost.StartAsync();
        foreach (var (method, path, _) in Table.Where(row => row.Policy == Policies.Work))
        {
            var answer = await CallAsync(host, ApiHost.AuditorKey, method, path);
            Assert.True(403 == (int)answer.Status && answer.Code == "forbidden", $"{method} {path}: {answer.Status}");
        }
    }

    [Fact]
    public async Task EndpointThatManages_CalledByMemberOrAuditor_Is403()
    {
        await using var host = await ApiHost.StartAsync();
        foreach (var (method, path, _) in Table.Where(row => row.Policy == Policies.Manage))
        {
            foreach (var key in new[] { ApiHost.Key, ApiHost.AuditorKey })
            {
                var answer = await CallAsync(host, key, method, path);
                Assert.True(
                    403 == (int)answer.Status && answer.Code == "forbidden", $"{method} {path}: {answer.Status}");
            }
        }
    }

    private static Task<Answer> CallAsync(ApiHost host, string? key, string method, string path)
    {
        var thread = host.OpenThread();
        var run = thread.Receive("hello");
        var url = path.Replace("{workspace}", host.Workspace.Id.Value.ToString("N"), StringComparison.Ordinal)
            .Replace("{thread}", thread.Id.Value.ToString("N"), StringComparison.Ordinal)
            .Replace("{run}", run.ToString("N"), StringComparison.Ordinal)
            .Replace("{artifact}", run.ToString("N"), StringComparison.Ordinal)
            .Replace("{*path}", "a/b.txt", StringComparison.Ordinal)
            .Replace("{grant}", run.ToString("N"), StringComparison.Ordinal)
            .Replace("{fact}", run.ToString("N"), StringComparison.Ordinal)
            .Replace("{session}", run.ToString("N"), StringComparison.Ordinal)
            .Replace("{file}", "none.js", StringComparison.Ordinal)
            .Replace("{documentName}", "v1", StringComparison.Ordinal);
        return method is "POST" or "PUT" or "DELETE"
            ? host.Client(key).TellAsync(url, "{}", new(method))
            : host.Client(key).AskAsync(url);
    }
}
