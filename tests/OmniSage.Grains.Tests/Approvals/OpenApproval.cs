using OmniSage.GrainInterfaces.Approvals;

namespace OmniSage.Grains.Tests.Approvals;

/// <summary>An approval's grain, called in its tenant's name each time.</summary>
internal sealed class OpenApproval(Agent agent, ApprovalRequest request)
{
    private IApprovalGrain Grain =>
        agent.Grain<IApprovalGrain>(new ApprovalId(agent.Id.Tenant, request.Approval).ToGrainKey());

    public Task<DecideReceipt> DecideAsync(DecideApproval decision) => Grain.DecideAsync(decision);

    public Task<ApprovalView?> GetAsync() => Grain.GetAsync();

    public Task OpenAsync(ApprovalRequest again) => Grain.OpenAsync(again);
}
