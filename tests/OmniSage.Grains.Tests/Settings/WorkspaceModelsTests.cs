using Microsoft.Extensions.AI;
using OmniSage.GrainInterfaces.Vault;
using OmniSage.GrainInterfaces.Workspaces;
using OmniSage.Grains.Models;
using OmniSage.Models;
using OmniSage.Testing.Models;

namespace OmniSage.Grains.Tests.Settings;

/// <summary>Keys and addresses of chains that people set: nothing of another's, and nothing inside the house.</summary>
public sealed class WorkspaceModelsTests
{
    [Fact]
    public async Task Secret_OfAnotherWorkspaceOrTenant_IsNotThere()
    {
        await using var agent = await Agent.StartAsync();
        await using var server = new ModelServer(ModelCharacters.Instant("hello"));
        var others = new[]
        {
            new WorkspaceId(agent.Id.Tenant, Ids.Of(90)), new WorkspaceId(new(Ids.Of(91)), agent.Workspace),
        };
        await KeepAsync(agent, new(agent.Id.Tenant, agent.Workspace), new Uri(server.Url).Authority);
        foreach (var other in others)
        {
            await SetAsync(agent, other, server.Url, key: ", key: own");

            var fault = await AskAsync(agent, other);

            Assert.Equal(
                (ModelErrors.NoKey, "There is no secret own in this workspace. See ./omnisage secret list."),
                (fault.Code, fault.Message));
        }

        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Address_InsideTheHouse_IsRefused()
    {
        await using var agent = await Agent.StartAsync();
        await using var server = new ModelServer(ModelCharacters.Instant("hello"));
        var workspace = new WorkspaceId(agent.Id.Tenant, agent.Workspace);
        await SetAsync(agent, workspace, server.Url, key: "");

        var fault = await AskAsync(agent, workspace);

        Assert.Contains("is not public", fault.Message, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    private static async Task<ModelFaultException> AskAsync(Agent agent, WorkspaceId workspace)
    {
        var place = new RunPlace(workspace.Value, Ids.Of(92), Agent.By, workspace.Value);
        var client = await agent.Service<WorkspaceModels>().FindAsync(
            new(new(workspace.Tenant, Ids.Of(93)), place, ModelLevels.Coordinator), CancellationToken.None);
        return await Assert.ThrowsAsync<ModelFaultException>(() => client.GetResponseAsync("hello"));
    }

    private static async Task SetAsync(Agent agent, WorkspaceId workspace, string url, string key)
    {
        CallerContext.Set(workspace.Tenant, CallerContext.System);
        var receipt = await agent.Cluster.Client.GetGrain<IWorkspaceGrain>(workspace.ToGrainKey())
            .ChangeSettingsAsync(new()
            {
                Text = $"settings: 1\nmodels: {{default: [{{model: m, url: \"{url}\"{key}}}]}}\n",
                Note = "",
                Expected = null,
                Author = new(Agent.By, TenantRole.Owner),
            });
        Assert.Empty(receipt.Faults);
    }

    private static async Task KeepAsync(Agent agent, WorkspaceId workspace, string host)
    {
        CallerContext.Set(workspace.Tenant, CallerContext.System);
        await agent.Cluster.Client.GetGrain<IVaultGrain>(workspace.ToGrainKey()).SetAsync(new()
        {
            Name = "own", Sealed = "s1:one", Hosts = [host], Replaces = false, By = Agent.By,
        });
    }
}
