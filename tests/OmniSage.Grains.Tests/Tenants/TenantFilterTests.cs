using OmniSage.GrainInterfaces.Admission;
using Orleans.Runtime;

namespace OmniSage.Grains.Tests.Tenants;

public sealed class TenantFilterTests
{
    [Fact]
    public async Task Call_InTheNameOfAnotherTenant_OrOfNobody_IsRefused()
    {
        await using var agent = await Agent.StartAsync();
        var thread = agent.Thread;
        var admission = agent.Grain<IAdmissionGrain>(agent.Id.Tenant.ToGrainKey());
        var executor = agent.ExecutorOf(Ids.Of(9));
        foreach (var caller in new TenantId?[] { new(Ids.Of(8)), TenantId.Install, null })
        {
            RequestContext.Clear();
            if (caller is { } other) CallerContext.Set(other, CallerContext.System);
            await RefusedAsync(() => thread.GetStatusAsync());
            await RefusedAsync(() => thread.RecoverAsync());
            await RefusedAsync(() => executor.PlaceGrantedAsync());
            await RefusedAsync(() => admission.ReleaseAsync(new(agent.Id.Tenant, Ids.Of(9))));
        }

        Assert.Equal(QueueMode.Steer, (await agent.Thread.GetStatusAsync()).Mode);
    }

    private static async Task RefusedAsync(Func<Task> call) =>
        Assert.Equal(ErrorCodes.WrongTenant, (await Assert.ThrowsAsync<OmniSageException>(call)).Code);
}
