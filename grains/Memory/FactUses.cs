using OmniSage.GrainInterfaces.Memory;
using OmniSage.Grains.Runs;
using OmniSage.Storage.Memories;
using OmniSage.Storage.Writes;

namespace OmniSage.Grains.Memory;

/// <summary>
/// Which runs were told which facts, as steps outside the grains note it: by these notes, what was made of a fact is
/// found when it is forgotten.
/// </summary>
internal sealed class FactUses(WriteQueue writes, TimeProvider time)
{
    /// <summary>Returns when it is durable, so that nothing is told of which there is no note.</summary>
    public async Task NoteAsync(RunId run, RunPlace place, IEnumerable<FoundFact> facts)
    {
        var unit = new UnitOfWork(run.Tenant);
        var atUs = Microseconds.Of(time.GetUtcNow());
        var count = 0;
        foreach (var found in facts)
        {
            unit.Change(FactUseRows.Insert(run, place.Thread, found.Fact.Id, atUs, found.Score));
            count++;
        }

        if (count > 0) await writes.CommitAsync(unit);
    }

    public async Task RemoveAsync(TenantId tenant, Guid fact, IEnumerable<FactUse> uses)
    {
        var unit = new UnitOfWork(tenant);
        foreach (var use in uses) unit.Change(FactUseRows.Delete(new(tenant, use.Run), fact));
        await writes.CommitAsync(unit);
    }
}
