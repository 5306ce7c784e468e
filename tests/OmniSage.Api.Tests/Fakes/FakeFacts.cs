using System.Collections.Concurrent;
using OmniSage.GrainInterfaces.Memory;
using Orleans.Runtime;

namespace OmniSage.Api.Tests.Fakes;

/// <summary>Facts in memory; a search finds what holds the text.</summary>
internal sealed class FakeFacts : IFacts
{
    public ConcurrentDictionary<Guid, (TenantId Tenant, Fact Fact)> All { get; } = new();

    public Task<ImmutableArray<FoundFact>> SearchAsync(
        TenantId tenant,
        ImmutableArray<MemoryScope> scopes,
        string text,
        int max,
        bool withPinned,
        CancellationToken cancellation) => Task.FromResult<ImmutableArray<FoundFact>>(
        [.. Of(tenant, scopes)
            .Where(fact => fact.Text.Contains(text, StringComparison.Ordinal))
            .Select(fact => new FoundFact(fact, 0.5, IsWhole: true)).Take(max)]);

    public Task<ImmutableArray<Fact>> ListAsync(
        TenantId tenant,
        ImmutableArray<MemoryScope> scopes,
        Guid? cursor,
        int max,
        CancellationToken cancellation) => Task.FromResult<ImmutableArray<Fact>>(
        [.. Of(tenant, scopes)
            .Where(fact => cursor is null || string.CompareOrdinal($"{fact.Id:N}", $"{cursor:N}") < 0)
            .Take(max)]);

    public Task<Fact?> FindAsync(TenantId tenant, Guid fact, CancellationToken cancellation) => Task.FromResult(
        All.TryGetValue(fact, out var found) && found.Tenant == tenant ? found.Fact : null);

    public Task<ImmutableArray<FactUse>> ListUsesAsync(
        TenantId tenant, Guid fact, int max, CancellationToken cancellation) =>
        Task.FromResult<ImmutableArray<FactUse>>([new(Guid.Empty, Guid.Empty, 1, 0.5)]);

    private IEnumerable<Fact> Of(TenantId tenant, ImmutableArray<MemoryScope> scopes) => All.Values
        .Where(one => one.Tenant == tenant && scopes.Contains(one.Fact.Scope))
        .Select(one => one.Fact)
        .OrderByDescending(fact => fact.Id.ToString("N"), StringComparer.Ordinal);
}

/// <summary>The memory of a scope, as the API meets it.</summary>
[GrainType("memory")]
internal sealed class FakeMemory(World world) : Grain, IMemoryScopeGrain
{
    private MemoryScopeId Id => MemoryScopeId.Parse(this.GetPrimaryKeyString());

    public Task<RememberOutcome> RememberAsync(RememberFact command)
    {
        if (command.Scope.Workspace is { } workspace && !IsOn(MemoryScope.OfWorkspace(workspace)))
            return Task.FromResult(RememberOutcome.SwitchedOff);
        Assert.Equal(Id, MemoryScopeId.Of(Id.Tenant, command.Scope));
        if (command.Supersedes is { } old) world.Facts.All.TryRemove(old, out _);
        world.Facts.All[command.Fact] = (Id.Tenant, new()
        {
            Id = command.Fact,
            Scope = command.Scope,
            Text = command.Text,
            Importance = command.Importance,
            Labels = command.Labels,
            By = command.By,
            Source = command.Source,
            ValidFromUs = 1,
            ExpiresUs = command.ExpiresUs,
            Supersedes = command.Supersedes,
            Seq = 1,
        });
        return Task.FromResult(RememberOutcome.Remembered);
    }

    public Task ToldAsync(ImmutableArray<Guid> facts) => Task.CompletedTask;

    public Task<ForgetOutcome> ForgetAsync(Guid fact, Guid by) => Task.FromResult(
        world.Facts.All.TryRemove(fact, out _) ? ForgetOutcome.Forgotten : ForgetOutcome.NotFound);

    public Task SwitchAsync(bool isOn, Guid by)
    {
        world.KeepsFacts[Id.Value] = isOn;
        return Task.CompletedTask;
    }

    public Task<bool> IsOnAsync() => Task.FromResult(world.KeepsFacts.GetValueOrDefault(Id.Value, true));

    public Task ReceiveReminder(string reminderName, TickStatus status) => Task.CompletedTask;

    private bool IsOn(MemoryScope scope) =>
        world.KeepsFacts.GetValueOrDefault(MemoryScopeId.Of(Id.Tenant, scope).Value, true);
}
