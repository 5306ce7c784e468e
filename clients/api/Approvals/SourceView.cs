using System.Text.Json;
using OmniSage.GrainInterfaces.Events;

namespace OmniSage.Api.Approvals;

/// <summary>
/// One thing that a wish was made of, as a person knows it: what a tool brought and from where, a task's result, what
/// was remembered. Of an event that is not in this thread nothing but its id is said.
/// </summary>
/// <param name="Event">The event's id.</param>
/// <param name="Kind">
/// <c>tool</c>, <c>task</c>, <c>memory</c>, <c>check</c>, <c>message</c> or <c>elsewhere</c>.
/// </param>
/// <param name="Run">The run that it is in.</param>
/// <param name="Tool">Of a call's result, the tool.</param>
/// <param name="Target">The address, file or command of that call; otherwise what it is about. Any text.</param>
internal sealed record SourceView(string Event, string Kind, string? Run, string? Tool, string? Target)
{
    /// <summary>Characters of a target; more are cut.</summary>
    public const int TargetCharsMax = 300;

    /// <summary>Arguments that say of a call what it reads, the first that is there.</summary>
    private static readonly string[] Telling = ["url", "path", "command", "query", "code"];

    public static SourceView Of(Guid id, Origin? origin)
    {
        if (origin is null || origin.Event.Payload.IsEmpty) return new(id.ToString("N"), "elsewhere", null, null, null);
        var (kind, tool, target) = Describe(origin);
        var run = origin.Event.Journal.Kind is JournalKind.Run ? origin.Event.Journal.Value.ToString("N") : null;
        return new(id.ToString("N"), kind, run, tool, target is null ? null : Cut(target));
    }

    private static (string Kind, string? Tool, string? Target) Describe(Origin origin) => Read(origin.Event) switch
    {
        ToolCompleted or ToolFailed when origin.Wish is { Payload.IsEmpty: false } wish
            && Read(wish) is ToolRequested { Call: var call } => ("tool", call.Tool, TargetOf(call.Arguments)),
        ToolCompleted or ToolFailed => ("tool", null, null),
        TaskFinished task => ("task", null, task.Result.Summary),
        MemoryRecalled memory => ("memory", null, string.Join(", ", memory.Facts.Select(one => $"{one.Fact:N}"))),
        StepFinished check => ("check", null, check.Result),
        RunStarted started => ("task", null, started.Title),
        MessageSent sent => ("message", null, sent.Text),
        MessageSteered steered => ("message", null, steered.Text),
        _ => ("message", null, origin.Event.Type),
    };

    private static string TargetOf(string arguments)
    {
        using var parsed = JsonDocument.Parse(arguments);
        if (parsed.RootElement.ValueKind is not JsonValueKind.Object) return arguments;
        foreach (var name in Telling)
        {
            if (parsed.RootElement.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String)
                return value.GetString()!;
        }

        return arguments;
    }

    private static EventPayload Read(StoredEvent stored) =>
        EventTypes.Read(stored.Type, stored.Schema, stored.Payload.Span);

    private static string Cut(string text)
    {
        if (text.Length <= TargetCharsMax) return text;
        var end = char.IsHighSurrogate(text[TargetCharsMax - 1]) ? TargetCharsMax - 1 : TargetCharsMax;
        return $"{text[..end]}…";
    }
}
