using Microsoft.Extensions.AI;
using OmniSage.GrainInterfaces.Documents;
using OmniSage.GrainInterfaces.Workspaces;
using OmniSage.Sandbox;

namespace OmniSage.Grains.Tests.Executors;

/// <summary>A task works in the sandbox that its workspace's policy asks for, or not at all.</summary>
public sealed class SandboxChoiceTests
{
    [Fact]
    public async Task Policy_SaysWhatATaskWorksIn()
    {
        await using var agent = await Agent.StartAsync();
        await ChangeAsync(agent, "policy: 1\nsandbox: {image: full, kernel: gvisor, require: [memory, disk]}\n");

        await RunAsync(agent);

        var asked = agent.Sandboxes.Asked!;
        Assert.Equal(("full", SandboxKernel.GVisor), (asked.Image, asked.Kernel));
        Assert.Equal([SandboxLimit.Memory, SandboxLimit.Disk], asked.Required);
    }

    [Fact]
    public async Task Workspace_ThatSaysNothing_HasTheHostsDefault()
    {
        await using var agent = await Agent.StartAsync();

        await RunAsync(agent);

        var asked = agent.Sandboxes.Asked!;
        Assert.Equal((null, (SandboxKernel?)null), (asked.Image, asked.Kernel));
        Assert.Empty(asked.Required);
    }

    [Fact]
    public async Task Sandbox_ThatTheMachineHasNot_IsSaid_AndNothingRunsInLess()
    {
        await using var agent = await Agent.StartAsync();
        await ChangeAsync(agent, "policy: 1\nsandbox: {kernel: gvisor}\n");
        agent.Sandboxes.Opening = _ => throw new SandboxException(
            SandboxException.Unavailable, retryable: false, "bubblewrap has no gVisor.");

        var failed = await RunAsync(agent);

        Assert.Contains("bubblewrap has no gVisor.", failed, StringComparison.Ordinal);
        Assert.Empty(agent.Sandboxes.Opened);
    }

    /// <summary>Has a task run one command; answers what the model got to read of it.</summary>
    private static async Task<string> RunAsync(Agent agent)
    {
        var result = "";
        agent.Executor.Script = ask =>
        {
            if (ask.Messages[^1].Contents is not [FunctionResultContent { Result: { } told }])
                return Reply.Shell("one");
            result = $"{told}";
            return Reply.Say("done");
        };
        var task = await Delegation.OfAsync(agent, "goal");
        await agent.PassUntilAsync(
            async () => (await agent.RunAsync(task))?.Status == RunStatus.Completed, "the task ended");
        return result;
    }

    private static Task<DocumentReceipt> ChangeAsync(Agent agent, string text) => agent
        .Grain<IWorkspaceGrain>(new WorkspaceId(agent.Id.Tenant, agent.Workspace).ToGrainKey())
        .ChangePolicyAsync(new() { Text = text, Note = "", Expected = null, Author = new(Agent.By, TenantRole.Owner) });
}
