using OmniSage.Grains.Coordinators;
using OmniSage.Grains.Journals;
using OmniSage.Grains.Runs;
using OmniSage.Simulation.Tests.Loops;
using OmniSage.Simulation.Tests.Silos;
using OmniSage.Simulation.Tests.Workloads;
using OmniSage.Storage.Databases;
using OmniSage.Storage.Journals;

namespace OmniSage.Simulation.Tests.Checks;

/// <summary>Holds what is durable in the end against all that was promised.</summary>
internal sealed class Verdict(World world, IReadOnlyList<Person> people)
{
    public async Task CheckAsync()
    {
        var entries = await Entry.ReadAllAsync(world);
        foreach (var entry in entries) world.Reached.Count(entry.Payload);
        world.Reached.Count("snapshots", await world.CountAsync("SELECT count(*) FROM snapshot"));
        foreach (var entry in entries) world.Loop.Trace.Add(entry.Hash);
        var journals = entries.GroupBy(entry => entry.Journal).ToDictionary(one => one.Key, one => one.ToList());
        foreach (var (journal, events) in journals)
        {
            await VerifyAsync(journal);
            if (journal.Kind == JournalKind.Run)
            {
                RunCheck.Check(journal, events, world.Reports);
                await CompareAsync<RunState>(journal, events);
            }
            else if (journal.Kind == JournalKind.Thread)
            {
                new ThreadCheck(journal, events, journals).Check();
                await CompareAsync<Conversation>(journal, events);
            }
        }

        world.Reached.Count("turns that delegated in several steps", journals.Values.Count(run =>
            run.Where(entry => entry.Payload is ToolRequested { Call.Tool: "task.delegate" })
                .Select(entry => ((ToolRequested)entry.Payload).Step).Distinct().Count() > 1));
        PlacesCheck.Check(entries, executorsMax: 2);
        await BudgetCheck.CheckAsync(world, entries);
        foreach (var person in people) Check(person, journals);
        await CompareRowsAsync(journals);
    }

    public static void Require(bool holds, string message)
    {
        if (!holds) throw new SimulationException(message);
    }

    private static void Check(Person person, Dictionary<JournalId, List<Entry>> journals)
    {
        var id = new JournalId(person.Thread.Tenant, JournalKind.Thread, person.Thread.Value);
        var received = journals.GetValueOrDefault(id, [])
                .Select(entry => entry.Payload)
                .OfType<MessageReceived>()
                .ToList();
        foreach (
            var group in received.Where(message => message.ClientId is not null).GroupBy(message => message.ClientId))
        {
            Require(
                    group.Count() == 1,
                    $"The message {group.Key} of {person.Thread} is in its journal {group.Count()} times.");
        }

        foreach (var (key, receipt) in person.Acknowledged)
        {
            var found = received.Where(message => message.Message == receipt.Message).ToList();
            Require(found.Count == 1, $"The acknowledged message {key} is in the journal {found.Count} times.");
            Require(found[0].Run == receipt.Run, $"The message {key} was promised another run than it got.");
            Require(
                journals.ContainsKey(new(id.Tenant, JournalKind.Run, receipt.Run)),
                $"The run {receipt.Run} that was promised for {key} does not exist.");
        }
    }

    private async Task VerifyAsync(JournalId journal)
    {
        var fault = await new JournalVerifier(world.Database, world.Blobs).VerifyAsync(journal, CancellationToken.None);
        Require(fault is null, $"The journal {journal} does not verify at {fault?.Seq}: {fault?.Reason}.");
    }

    /// <summary>What an activation would know is what all events say.</summary>
    private async Task CompareAsync<TState>(JournalId journal, List<Entry> events)
        where TState : class, IFold<TState>
    {
        var read = await new JournalStore(world.Database, world.Blobs)
            .OpenAsync(journal, TState.SnapshotSchema, CancellationToken.None);
        var state = read.Snapshot is { } snapshot ? StateJson.Read<TState>(snapshot.Bytes.Span) : TState.Empty;
        foreach (var stored in read.Tail)
        {
            var payload = EventTypes.Read(stored.Type, stored.Schema, stored.Payload.Span);
            state = state.Apply(payload, EventFacts.Of(stored));
        }

        var full = events.Aggregate(TState.Empty, (known, entry) => known.Apply(entry.Payload, entry.Facts));
        Require(
            StateJson.Write(state).AsSpan().SequenceEqual(StateJson.Write(full)),
            $"Snapshot and tail of {journal} do not give what all its events give.");
    }

    private async Task CompareRowsAsync(Dictionary<JournalId, List<Entry>> journals)
    {
        var rows = await world.Database.ReadAsync(
            TenantId.Install,
            connection => connection.Command($"SELECT {Storage.Runs.RunRows.Columns} FROM run ORDER BY run_id")
                .ListAsync(Storage.Runs.RunRows.Read, CancellationToken.None),
            CancellationToken.None);
        foreach (var row in rows)
        {
            Require(
                journals.TryGetValue(new(row.Id.Tenant, JournalKind.Run, row.Id.Value), out var events),
                $"The run {row.Id} is listed and has no journal.");
            var run = events!.Aggregate(RunState.Empty, (known, entry) => known.Apply(entry.Payload, entry.Facts));
            Require(
                row.Status == run.Status && row.EndedUs == run.UpdatedUs && row.ClosedSeq is not null,
                $"The run {row.Id} is listed as {row.Status}, its journal says {run.Status}.");
        }

        var runs = journals.Keys.Count(journal => journal.Kind == JournalKind.Run);
        Require(rows.Count == runs, $"{runs} runs have journals, {rows.Count} are listed.");
    }
}
