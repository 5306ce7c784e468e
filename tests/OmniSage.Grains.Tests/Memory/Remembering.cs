using OmniSage.GrainInterfaces.Memory;

namespace OmniSage.Grains.Tests.Memory;

/// <summary>What people and tools do with an agent's memory.</summary>
internal static class Remembering
{
    public static MemoryScope Own { get; } = MemoryScope.OfUser(Agent.By);

    public static IMemoryScopeGrain Memory(this Agent agent, MemoryScope scope) =>
        agent.Grain<IMemoryScopeGrain>(MemoryScopeId.Of(agent.Id.Tenant, scope).ToGrainKey());

    public static RememberFact Fact(this Agent agent, int number, string text, MemoryScope? scope = null) => new()
    {
        Fact = Ids.Of(7_000 + number),
        Scope = scope ?? Own,
        Text = text,
        By = Agent.By,
        Workspace = agent.Workspace,
    };

    public static Task<RememberOutcome> RememberAsync(this Agent agent, RememberFact fact) =>
        agent.Memory(fact.Scope).RememberAsync(fact);

    public static Task<Fact?> FindAsync(this Agent agent, int number) =>
        agent.Service<IFacts>().FindAsync(agent.Id.Tenant, Ids.Of(7_000 + number), CancellationToken.None);

    public static async Task<ImmutableArray<StoredEvent>> JournalAsync(this Agent agent, MemoryScope scope) =>
        await agent.Service<IHistory>().ReadJournalAsync(
            new(agent.Id.Tenant, JournalKind.Memory, MemoryScopeId.Of(agent.Id.Tenant, scope).Value),
            0,
            1_000,
            CancellationToken.None);
}
