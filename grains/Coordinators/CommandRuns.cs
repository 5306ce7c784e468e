using OmniSage.Grains.Journals;
using OmniSage.Grains.Runs;

namespace OmniSage.Grains.Coordinators;

/// <summary>
/// Writes the runs of commands: of one that is answered on the spot all of it at once; of one whose work is done
/// outside its beginning, and its end once the answer is there.
/// </summary>
internal sealed class CommandRuns(
    ThreadId id, Journal<Conversation> thread, RunJournal runs, CommandCarrier carrier, GuidSource ids)
{
    private readonly RunOwner owner = RunOwner.Of(id);

    /// <summary>Writes a run that is over at once: a command and its answer.</summary>
    public void Answer(Draft draft, Guid run, RunMessage command, string reply)
    {
        var journal = Start(draft, run, command);
        End(draft, journal, reply);
    }

    /// <summary>Writes a run whose answer comes from outside; the work is begun once that is durable.</summary>
    public void Begin(Draft draft, RunMessage command, CommandBegun begun)
    {
        var journal = Start(draft, begun.Run, command);
        draft.Append(thread, Labels.Member, begun);
        runs.Project(draft, journal, owner, Place);
        draft.WhenDurable(() => Carry(begun));
    }

    /// <summary>Writes the answer that came from outside.</summary>
    public void End(Draft draft, Journal<RunState> journal, string reply, Labels? labels = null)
    {
        draft.Append(journal, Labels.System, new RunCompleted(null));
        draft.Append(thread, labels ?? Labels.System, new MessageSent(ids.Next(), journal.Id.Value, reply));
        runs.Project(draft, journal, owner, Place, thread.NextSeq);
    }

    /// <summary>Begins again what may have died with a process, and keeps the leases meanwhile.</summary>
    public void CarryAgain(Draft draft)
    {
        foreach (var begun in thread.Next.Carried)
        {
            draft.Change(runs.LeaseOf(new(id.Tenant, begun.Run), owner, draft.Now));
            draft.WhenDurable(() => Carry(begun));
        }
    }

    private void Carry(CommandBegun begun) => carrier.Carry(id, thread.State.Opened!.Workspace, begun);

    private Journal<RunState> Start(Draft draft, Guid run, RunMessage command)
    {
        var journal = Journal<RunState>.New(new(id.Tenant, JournalKind.Run, run));
        draft.Append(journal, Labels.Member, new RunStarted
        {
            Kind = RunKind.Command,
            Loop = AgentLoop.Version,
            Title = Titles.Of(command.Text),
            Messages = [command],
        });
        return journal;
    }

    private RunPlace Place => RunPlace.Of(id, thread.Next.Opened!);
}
