using System.Text;
using OmniSage.GrainInterfaces.Journals;
using OmniSage.GrainInterfaces.Keys;
using OmniSage.GrainInterfaces.Tenants;
using OmniSage.Storage.Journals;
using OmniSage.Storage.Writes;

namespace OmniSage.Bench.Storage;

/// <summary>
/// Many conversations at once, each appending units of three events of some 400 bytes and waiting for each unit to be
/// durable: the shape that turns have.
/// </summary>
internal sealed class EventLoad(int writers, int unitsEach)
{
    public const int EventsPerUnit = 3;

    private static readonly byte[] Payload = Encoding.UTF8.GetBytes($$"""{"text":"{{new string('x', 380)}}"}""");

    private readonly GuidSource ids = new(TimeProvider.System);
    private readonly SaltSource salts = new();

    public int Events => writers * unitsEach * EventsPerUnit;

    public async Task<List<SealedEvent>> RunAsync(WriteQueue queue)
    {
        var tenants = Enumerable.Range(0, 8).Select(_ => new TenantId(ids.Next())).ToArray();
        var written = await Task.WhenAll(Enumerable.Range(0, writers)
            .Select(number => Task.Run(() => WriteAsync(queue, tenants[number % tenants.Length]))));
        return [.. written.SelectMany(events => events).OrderBy(@event => @event.Event.Id)];
    }

    private async Task<List<SealedEvent>> WriteAsync(WriteQueue queue, TenantId tenant)
    {
        var head = JournalHead.Empty(new(tenant, JournalKind.Thread, ids.Next()));
        var all = new List<SealedEvent>(unitsEach * EventsPerUnit);
        for (var unit = 0; unit < unitsEach; unit++)
        {
            var work = new UnitOfWork(tenant);
            for (var number = 0; number < EventsPerUnit; number++)
            {
                (var @event, head) = HashChain.Seal(head, Event(head.Journal.Value), salts);
                work.Append(@event);
                all.Add(@event);
            }

            await queue.CommitAsync(work);
        }

        return all;
    }

    private NewEvent Event(Guid thread) => new()
    {
        Id = ids.Next(),
        Type = "message.received",
        Schema = 1,
        At = TimeProvider.System.GetUtcNow(),
        Workspace = thread,
        Thread = thread,
        Actor = "system",
        Labels = Labels.Member,
        Payload = Payload,
    };
}
