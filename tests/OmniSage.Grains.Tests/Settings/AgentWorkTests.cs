using OmniSage.GrainInterfaces.Workspaces;
using OmniSage.Grains.Tools;

namespace OmniSage.Grains.Tests.Settings;

/// <summary>What the settings say of an agent is what its runs are told and may do.</summary>
public sealed class AgentWorkTests
{
    [Fact]
    public async Task Instructions_AndName_AreInTheCoordinatorsRequest()
    {
        await using var agent = await Agent.StartAsync();
        await SetAsync(agent, "agents: {omnisage: {name: Ann, instructions: Speak in rhyme.}}");
        agent.Coordinator.Script = _ => Reply.Say("hello");

        var receipt = await agent.SayAsync("hello");
        await agent.UntilAsync(receipt.Run, RunStatus.Completed);

        var system = agent.Coordinator.Asks[0].Messages[0].Text;
        Assert.EndsWith(
            "\nIn this conversation you are called Ann.\n\nSpeak in rhyme.", system, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tasks_MayCallWhatTheirAgentMay()
    {
        await using var agent = await Agent.StartAsync();
        await SetAsync(agent, "agents: {omnisage: {tools: [shell.run]}}");

        await Fixtures.Delegation.OfAsync(agent, "do it");

        var contract = Assert.Single(await agent.EventsAsync<TaskDelegated>()).Contract;
        Assert.Equal([ToolIds.AskUser, ToolIds.ShellRun], contract.Tools);
    }

    [Theory]
    [InlineData("task_delegate", "goal")]
    [InlineData("task.delegate", "goal")]
    [InlineData("memory_recall", "query")]
    public async Task Coordinator_CallingWhatItsAgentMayNot_ReadsThatThereIsNoSuchTool(string tool, string argument)
    {
        await using var agent = await Agent.StartAsync();
        await SetAsync(agent, "agents: {omnisage: {tools: []}}");
        agent.Coordinator.Script = _ => agent.Coordinator.Asks.Count > 1
            ? Reply.Say("I cannot.")
            : new("", [Reply.Call("c1", tool, (argument, "x"))]);

        var receipt = await agent.SayAsync("do it");
        await agent.UntilAsync(receipt.Run, RunStatus.Completed);

        Assert.Equal("I cannot.", Assert.Single(await agent.EventsAsync<MessageSent>()).Text);
        Assert.Equal("no_such_tool", Assert.Single(await agent.EventsAsync<ToolFailed>(receipt.Run)).Code);
        Assert.Empty(await agent.EventsAsync<TaskDelegated>());
        Assert.Empty(await agent.EventsAsync<ToolRequested>(receipt.Run));
        Assert.Contains("no executors here", agent.Coordinator.Asks[0].Messages[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tools_ThatAreOfNoUseNow_AreNotOffered()
    {
        await using var agent = await Agent.StartAsync();
        agent.Coordinator.Script = _ => Reply.Say("hello");
        var first = await agent.SayAsync("hello");
        await agent.UntilAsync(first.Run, RunStatus.Completed);

        Assert.Equal([ToolIds.MemoryForget, ToolIds.MemoryRecall, ToolIds.MemoryRemember, ToolIds.TaskDelegate],
            await OfferedAsync(agent, first.Run));
    }

    private static async Task<ImmutableArray<string>> OfferedAsync(Agent agent, Guid run)
    {
        var asked = (await agent.EventsAsync<ModelRequested>(run))[0];
        var parts = await agent.Service<StoredParts>().ReadAsync(agent.Id.Tenant, asked);
        return parts.Parts.Select(part => part.Part).OfType<ToolsPart>().Single().Tools;
    }

    private static async Task SetAsync(Agent agent, string settings)
    {
        var workspace = agent.Grain<IWorkspaceGrain>(new WorkspaceId(agent.Id.Tenant, agent.Workspace).ToGrainKey());
        var receipt = await workspace.ChangeSettingsAsync(new()
        {
            Text = $"settings: 1\n{settings}\n", Note = "", Expected = null, Author = new(Agent.By, TenantRole.Owner),
        });
        Assert.Empty(receipt.Faults);
    }
}
