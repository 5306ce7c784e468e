using OmniSage.Storage.Budgets;
using OmniSage.Storage.Writes;

namespace OmniSage.Grains.Tests.Budgets;

/// <summary>Drops what was counted and counts it anew from the journals of runs, as a rebuild does.</summary>
internal static class UsageLog
{
    public static async Task RebuildAsync(Agent agent, IEnumerable<Guid> runs)
    {
        var unit = new UnitOfWork(agent.Id.Tenant);
        unit.Change(UsageRows.Clear(agent.Id.Tenant));
        foreach (var run in runs)
        {
            foreach (var stored in await agent.JournalAsync(run))
            {
                var payload = EventTypes.Read(stored.Type, stored.Schema, stored.Payload.Span);
                if (UsageRows.Of(agent.Id.Tenant, stored.Workspace!.Value, stored.AtUs, payload) is { } change)
                    unit.Change(change);
            }
        }

        await agent.Service<WriteQueue>().CommitAsync(unit);
    }
}
