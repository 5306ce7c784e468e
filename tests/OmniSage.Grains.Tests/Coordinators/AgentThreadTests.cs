using OmniSage.GrainInterfaces.Memory;
using OmniSage.GrainInterfaces.Workspaces;
using OmniSage.Grains.Memory;

namespace OmniSage.Grains.Tests.Coordinators;

/// <summary>A thread is one agent's, and so is all work in it.</summary>
public sealed class AgentThreadTests
{
    [Fact]
    public async Task Thread_OpenedWithAnAgent_ItsTurnsAndTasksAreThatAgents()
    {
        await using var agent = await Agent.StartAsync();
        var workspace = agent.Grain<IWorkspaceGrain>(new WorkspaceId(agent.Id.Tenant, agent.Workspace).ToGrainKey());
        await workspace.ChangeSettingsAsync(new()
        {
            Text = "settings: 1\nagents: {other: {}}\n",
            Note = "",
            Expected = null,
            Author = new(Agent.By, TenantRole.Owner),
        });
        var (id, other) = (new ThreadId(agent.Id.Tenant, Ids.Of(50)), (await workspace.ListAgentsAsync())[1].Id);
        var thread = agent.Grain<ICoordinatorGrain>(id.ToGrainKey());
        agent.Coordinator.Script = ask => ask.Last.StartsWith("[task results]", StringComparison.Ordinal)
            ? Reply.Say("It is done.")
            : Reply.Delegate("I started it.", "do it");
        agent.Executor.Script = _ => Reply.Say("done");

        var opened = await thread.OpenAsync(new()
        {
            Workspace = agent.Workspace, By = Agent.By, Title = "", Mode = QueueMode.Steer, Agent = other,
        });
        var receipt = await thread.ReceiveAsync(new() { Text = "do it", By = Agent.By });
        await agent.UntilAsync(receipt.Run, RunStatus.Completed);

        Assert.Equal(other, opened.Thread.Agent);
        Assert.Equal(other, (await agent.RunAsync(receipt.Run))!.Agent);
        var status = await thread.GetStatusAsync();
        var task = await agent.RunAsync(status.Tasks[0].Run);
        Assert.Equal((RunKind.Task, other), (task!.Kind, task.Agent));
        var started = await agent.EventsAsync<RunStarted>(status.Tasks[0].Run);
        Assert.Equal(other, RunPlace.Of(started[0].Contract!).Agent);
    }

    [Fact]
    public async Task Thread_OfNobody_IsTheBuiltInAgents()
    {
        await using var agent = await Agent.StartAsync();
        agent.Coordinator.Script = _ => Reply.Say("hello");
        var receipt = await agent.SayAsync("hello");
        await agent.UntilAsync(receipt.Run, RunStatus.Completed);

        Assert.Null((await agent.RunAsync(receipt.Run))!.Agent);
        var opened = (await agent.EventsAsync<ThreadOpened>())[0];
        Assert.Equal(agent.Workspace, RunPlace.Of(agent.Id, opened).Agent);
    }

    [Fact]
    public void Memory_OfAnAgent_IsNoOtherAgents()
    {
        var opened = new ThreadOpened(Ids.Of(1), "", QueueMode.Steer, Ids.Of(2), Ids.Of(3));
        var place = RunPlace.Of(new(new(Ids.Of(9)), Ids.Of(4)), opened);

        Assert.Equal(
            MemoryScope.OfAgent(Ids.Of(1), Ids.Of(3)), MemoryAccess.Find(place, MemoryScopeKind.Agent));
    }
}
