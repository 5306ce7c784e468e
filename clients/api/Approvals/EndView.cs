using OmniSage.GrainInterfaces.Events;

namespace OmniSage.Api.Approvals;

/// <summary>What came of the call once it was allowed.</summary>
/// <param name="Outcome">
/// <c>done</c>, <c>failed</c>, or <c>unknown</c>: it may have happened, and a person has to look.
/// </param>
/// <param name="Code">Why it failed, or is unknown; a stable code.</param>
/// <param name="At">When that was written down.</param>
/// <param name="Event">The event that says so, in the run.</param>
internal sealed record EndView(string Outcome, string? Code, string At, string Event)
{
    public static EndView? Of(StoredEvent? end)
    {
        if (end is null) return null;
        var failed = EventTypes.Read(end.Type, end.Schema, end.Payload.Span) as ToolFailed;
        var outcome = failed switch
        {
            null => "done",
            { Code: ToolFailed.UnknownOutcome } => "unknown",
            _ => "failed",
        };
        return new(outcome, failed?.Code, Timestamp.Text(end.AtUs), end.Id.ToString("N"));
    }
}
