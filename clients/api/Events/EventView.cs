using System.Text.Json;

namespace OmniSage.Api.Events;

/// <summary>One event of the log, as pages and streams show it. <see cref="EventWriter"/> writes it by hand.</summary>
/// <param name="Id">The event's own id, unique in the install.</param>
/// <param name="Journal">The journal that holds it.</param>
/// <param name="Seq">Its position in the journal, from 1, without gaps.</param>
/// <param name="Type">Such as <c>run.started</c>.</param>
/// <param name="Schema">The version of the payload's form.</param>
/// <param name="At">When it was written, with microseconds.</param>
/// <param name="Actor">The account that caused it, or <c>system</c>.</param>
/// <param name="Labels">What is known of where its content comes from.</param>
/// <param name="Thread">The thread it belongs to.</param>
/// <param name="Payload">What it says, as stored; null when it was erased.</param>
/// <param name="Cursor">Where to resume behind it; in streams this is the frame's id instead.</param>
internal sealed record EventView(
    string Id,
    JournalView Journal,
    long Seq,
    string Type,
    int Schema,
    string At,
    string Actor,
    LabelsView Labels,
    string? Thread,
    JsonElement? Payload,
    string? Cursor);

internal sealed record JournalView(JournalKind Kind, string Id);

internal sealed record LabelsView(
    Trust Trust, Sensitivity Sensitivity, IReadOnlyList<string> Sources, bool Overflow)
{
    public static LabelsView Of(Labels labels) => new(
        labels.Trust,
        labels.Sensitivity,
        [.. labels.Sources.Select(source => source.ToString("N"))],
        labels.Overflow);
}

/// <summary>A part of a history, oldest first.</summary>
/// <param name="Items">The events.</param>
/// <param name="Next">Where to go on (<c>after</c>), also when nothing more is there yet.</param>
/// <param name="More">Whether more is there already.</param>
internal sealed record EventPage(IReadOnlyList<EventView> Items, string Next, bool More);
