using System.Text;
using System.Text.Json;
using OmniSage.Api.Tests.Fakes;
using OmniSage.GrainInterfaces.Approvals;

namespace OmniSage.Api.Tests.Approvals;

/// <summary>Approvals as tests of the API need them.</summary>
internal static class Asked
{
    /// <summary>What a hostile page could have a model wish for: to clear the screen, to turn the text round.</summary>
    public const string Hostile = "https://example.com/\u001b[2J\u202egpj.exe";

    public const string Url = "/api/v1/workspaces/default/approvals";

    public static ApprovalRequest Open(
        ApiHost host,
        string url = "https://example.com/",
        WorkspaceSummary? workspace = null,
        FakeThread? thread = null)
    {
        var place = workspace ?? host.Workspace;
        var arguments = CanonicalJson.Of(JsonSerializer.Serialize(new { url }));
        var act = new Act("web.fetch", 1, arguments, host.Member.Account.Value.ToString("N"), 3);
        var request = new ApprovalRequest
        {
            Approval = Guid.CreateVersion7(),
            Workspace = place.Id.Value,
            Thread = thread?.Id.Value ?? Guid.CreateVersion7(),
            Run = Guid.CreateVersion7(),
            Call = "c1",
            Act = act,
            Hash = act.Hash(),
            Rule = "ground:other-host",
            Why = $"The policy does not list the host. {url}",
            Of = ["admin", "owner"],
            Labels = Labels.Member,
            Title = $"look at {url}",
            ExpiresUs = 1_800_000_000_000_000,
        };
        Put(host, request, ApprovalStatus.Open);
        return request;
    }

    public static void Put(ApiHost host, ApprovalRequest request, ApprovalStatus status) =>
        host.World.Approvals[new(host.Tenant, request.Approval)] = new(request, status, null, 1, 1);

    /// <summary>Decides with that tag, or the one of what was asked; a dash stands for none.</summary>
    public static Task<Answer> DecideAsync(
        ApiHost host, ApprovalRequest asked, string body, string? tag = null, string key = ApiHost.AdminKey)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, $"{Url}/{asked.Approval:N}/decision")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        tag ??= $"\"{asked.Hash}\"";
        if (tag is not "-") request.Headers.TryAddWithoutValidation("If-Match", tag);
        return host.Client(key).AskAsync(request);
    }
}
