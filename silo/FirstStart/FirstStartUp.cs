using OmniSage.GrainInterfaces.Accounts;
using OmniSage.GrainInterfaces.Keys;
using OmniSage.GrainInterfaces.Tenants;
using Orleans;

namespace OmniSage.Silo.FirstStart;

/// <summary>
/// Makes the first account (operator of the install, owner of the default tenant), the workspace <c>default</c>, and
/// a key in the data folder, so that the first command works without any setting up.
/// </summary>
internal sealed class FirstStartUp(IGrainFactory grains, IDirectory directory, GuidSource ids, SiloArguments arguments)
    : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var plan = FirstStartPlan.Find(arguments.DataFolder);
        if (plan is null && await directory.HasAccountAsync(cancellationToken)) return;
        await MakeAsync(plan ?? FirstStartPlan.Make(arguments.DataFolder, ids));
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task MakeAsync(FirstStartPlan plan)
    {
        CallerContext.Set(TenantId.Install, CallerContext.System);
        var account = new AccountId(plan.Account);
        await grains.GetGrain<IAccountGrain>(account.ToGrainKey()).OpenAsync("Owner", isOperator: true);
        var id = new TenantId(plan.Tenant);
        CallerContext.Set(id, CallerContext.System);
        var tenant = grains.GetGrain<ITenantGrain>(id.ToGrainKey());
        await tenant.OpenAsync("Default", plan.Account);
        await tenant.AddWorkspaceAsync("default", "Default", plan.Account);
        await tenant.GrantKeyAsync(plan.Key, plan.Account, plan.KeyHash);
        plan.Finish(arguments.DataFolder);
    }
}
