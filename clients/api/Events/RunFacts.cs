using System.Text.Json;
using OmniSage.GrainInterfaces.Events;

namespace OmniSage.Api.Events;

/// <summary>What a reader of events has to know of their types: which run an event opens, names or closes.</summary>
internal static class RunFacts
{
    public static bool EndsRun(StoredEvent recorded) =>
        recorded.Type is "run.completed" or "run.failed" or "run.cancelled";

    /// <summary>Whether this event of a thread says that a run has ended; of a command its answer says so.</summary>
    public static bool ClosesRun(StoredEvent recorded) => recorded.Type is "turn.ended" or "task.finished"
        || (recorded.Type is "talk.summarised" or "talk.forgotten" && RunIn(recorded) is not null);

    public static bool NamesRun(StoredEvent recorded) => recorded.Type is "message.received" or "message.sent"
        or "turn.started" or "turn.ended" or "task.delegated" or "task.finished"
        or "talk.summarising" or "talk.summarised" or "talk.forgotten";

    /// <summary>
    /// The run that starts here, and its task if it is one; null for commands, which say nothing live.
    /// </summary>
    public static RunStarted? Started(StoredEvent recorded)
    {
        if (recorded.Type is not "run.started" || recorded.Payload.IsEmpty) return null;
        return EventTypes.Read(recorded.Type, recorded.Schema, recorded.Payload.Span) as RunStarted;
    }

    /// <summary>The run that an event of a thread names, found without making strings of the rest.</summary>
    public static Guid? RunIn(StoredEvent recorded)
    {
        if (!NamesRun(recorded) || recorded.Payload.IsEmpty) return null;
        var reader = new Utf8JsonReader(recorded.Payload.Span);
        while (reader.Read())
        {
            if (reader.TokenType is not JsonTokenType.PropertyName || reader.ValueTextEquals("contract"u8)) continue;
            if (!reader.ValueTextEquals("run"u8))
            {
                reader.Skip();
                continue;
            }

            reader.Read();
            return Guid.TryParseExact(reader.GetString(), "N", out var run) ? run : null;
        }

        return null;
    }
}
