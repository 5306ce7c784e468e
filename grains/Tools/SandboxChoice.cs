using OmniSage.GrainInterfaces.Workspaces;
using OmniSage.Grains.Policies;
using OmniSage.Grains.Runs;
using OmniSage.Sandbox;

namespace OmniSage.Grains.Tools;

/// <summary>Which sandbox a task gets: what its workspace's policy says at the moment it is made.</summary>
internal sealed class SandboxChoice(IGrainFactory grains, PolicyBook book)
{
    public async Task<SandboxSpec> OfAsync(TenantId tenant, RunPlace place)
    {
        CallerContext.Set(tenant, CallerContext.System);
        var workspace = grains.GetGrain<IWorkspaceGrain>(new WorkspaceId(tenant, place.Workspace).ToGrainKey());
        var document = book.Open(await workspace.GetPolicyAsync());
        // What it asked for is unknown, and less than that is never given.
        if (document == PolicyDocument.Unreadable)
            throw new StepFaultException("policy_unreadable", document.Rules[0].Why!, retryable: false);
        var terms = document.Sandbox;
        return new()
        {
            // Places are granted in turn over tenants.
            Label = tenant.Text,
            Image = terms.Image,
            Kernel = terms.Kernel,
            Required = terms.Required,
        };
    }
}
