namespace OmniSage.Grains.Tests.Fixtures;

/// <summary>Has the coordinator delegate, and answers the task's id when it is in the table.</summary>
internal static class Delegation
{
    public static async Task<Guid> OfAsync(Agent agent, string goal)
    {
        return await GiveAsync(agent, Reply.Delegate("I started it.", goal));
    }

    public static Task<Guid> WithChecksAsync(Agent agent, string goal, params string[] checks) => GiveAsync(
        agent,
        new("I started it.", [Reply.Call("c1", "task_delegate", ("goal", goal), ("checks", checks))]));

    private static async Task<Guid> GiveAsync(Agent agent, Reply reply)
    {
        var asked = agent.Coordinator.Asks.Count;
        var tasks = (await agent.EventsAsync<TaskDelegated>()).Count;
        await agent.SayAsync("do it", mode: QueueMode.Queue);
        await agent.UntilAskedAsync(agent.Coordinator, asked + 1);
        agent.Coordinator.Asks[asked].Answer(reply);
        await agent.UntilAsync(
            async () => (await agent.EventsAsync<TaskDelegated>()).Count > tasks, "the task is delegated");
        return (await agent.EventsAsync<TaskDelegated>())[tasks].Contract.Task;
    }
}
