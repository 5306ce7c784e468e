using OmniSage.Grains.Tools.Inproc;
using OmniSage.GrainInterfaces.Memory;

namespace OmniSage.Grains.Memory;

/// <summary>Finds where a call came from in its run's journal: the wish for it, and the message before that.</summary>
internal sealed class SourceFinder(IHistory history)
{
    /// <summary>Events of a run that are looked through, from its beginning.</summary>
    private const int EventsMax = 1_000;

    public async Task<FactSource> FindAsync(InprocCall call, CancellationToken cancellation)
    {
        var journal = new JournalId(call.Run.Tenant, JournalKind.Run, call.Run.Value);
        var events = await history.ReadJournalAsync(journal, 0, EventsMax, cancellation);
        var place = new FactSource { Thread = call.Place.Thread, Run = call.Run.Value };
        Guid? message = null;
        foreach (var stored in events.Where(stored => !stored.Payload.IsEmpty))
        {
            switch (EventTypes.Read(stored.Type, stored.Schema, stored.Payload.Span))
            {
                case RunStarted { Messages: [.., var last] }:
                    message = last.Message;
                    break;
                case MessageSteered steered:
                    message = steered.Message;
                    break;
                case ToolRequested requested when requested.Call.Id == call.Call.Id:
                    place = place with
                    {
                        JournalKind = JournalKind.Run,
                        Journal = call.Run.Value,
                        Seq = stored.Seq,
                        Event = stored.Id,
                        Message = message,
                    };
                    break;
                default:
                    break;
            }
        }

        return place with { Message = place.Message ?? message };
    }
}
