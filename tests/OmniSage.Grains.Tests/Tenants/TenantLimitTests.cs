using Microsoft.Extensions.Options;
using OmniSage.Grains.Tenants;
using Orleans.Configuration;

namespace OmniSage.Grains.Tests.Tenants;

public sealed class TenantLimitTests
{
    [Fact]
    public async Task Workspaces_AndKeys_AreLimited_AndARevokedKeyMakesRoom()
    {
        await using var agent = await Agent.StartAsync();
        var tenant = agent.Grain<ITenantGrain>(agent.Id.Tenant.ToGrainKey());
        await tenant.OpenAsync("name", Agent.By);
        for (var number = 0; number < TenantState.WorkspacesMax; number++)
        {
            await tenant.AddWorkspaceAsync($"w-{number}", "w", Agent.By);
        }

        await RefusedAsync(() => tenant.AddWorkspaceAsync("one-more", "w", Agent.By));
        await tenant.AddWorkspaceAsync("w-0", "w", Agent.By);
        for (var number = 0; number < TenantState.KeysMax; number++) await GrantAsync(tenant, number);
        await RefusedAsync(() => GrantAsync(tenant, TenantState.KeysMax));
        await GrantAsync(tenant, 0);
        await tenant.RevokeKeyAsync(Ids.Of(1), Agent.By);
        await GrantAsync(tenant, TenantState.KeysMax);
    }

    /// <summary>That a grain's queue is held to it, <c>orleans-local</c>'s own suite shows.</summary>
    [Fact]
    public async Task CallsThatWaitForOneGrain_AreLimited()
    {
        await using var agent = await Agent.StartAsync();
        Assert.Equal(
            10_000, agent.Service<IOptions<SiloMessagingOptions>>().Value.MaxEnqueuedRequestsHardLimit);
    }

    private static Task GrantAsync(ITenantGrain tenant, int number) =>
        tenant.GrantKeyAsync(Ids.Of(number), Agent.By, Ids.Of(number).ToString("N") + Ids.Of(number).ToString("N"));

    private static async Task RefusedAsync(Func<Task> call) => Assert.Equal(
        ErrorCodes.LimitReached, (await Assert.ThrowsAsync<OmniSageException>(call)).Code);
}
