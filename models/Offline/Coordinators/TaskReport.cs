using System.Text.Json;
using OmniSage.Models.Offline.Answers;
using OmniSage.Models.Offline.Conversations;

namespace OmniSage.Models.Offline.Coordinators;

/// <summary>
/// Turns results of tasks into an answer. They come as a message whose first line is <see cref="Mark"/>, followed by
/// a JSON array of objects with <c>task</c>, <c>goal</c>, <c>status</c> and <c>summary</c>.
/// </summary>
internal static class TaskReport
{
    public const string Mark = "[task results]";

    /// <summary>The answer, or null when the message delivers no results.</summary>
    public static string? TryRead(string text)
    {
        if (!text.StartsWith(Mark, StringComparison.Ordinal))
            return null;
        var body = text[Mark.Length..];
        if (body.Length > 0 && body[0] is not ('\n' or '\r'))
            return null;
        if (JsonText.TryParse(body) is not { ValueKind: JsonValueKind.Array } results)
            return "Results of tasks have come, but I cannot read them.";

        var tasks = results.EnumerateArray().Select(Read).ToImmutableArray();
        return tasks switch
        {
            [] => "No task has a result yet.",
            [var only] => Sentence(only.Status, "The task", only.Goal) + Body(only.Summary),
            _ => string.Join("\n\n", tasks.Select(
                task => $"### {Quote.Code(task.Goal)}\n\n"
                    + $"{Sentence(task.Status, "This task", goal: "")}{Body(task.Summary)}")),
        };
    }

    private static (string Goal, string Status, string Summary) Read(JsonElement json) => (
        FirstLine(JsonText.Property(json, "goal") ?? JsonText.Property(json, "task") ?? "a task"),
        JsonText.Property(json, "status") ?? "",
        JsonText.Property(json, "summary") ?? "");

    private static string Sentence(string status, string task, string goal)
    {
        var named = goal.Length == 0 ? task : $"{task} {Quote.Code(goal)}";
        return status switch
        {
            "verified" => $"{task} is done, and its checks passed.",
            "unverified" => $"{task} is done; nothing checked its result.",
            "failed" => $"{named} failed.",
            "cancelled" => $"{named} was cancelled.",
            _ => $"{named} ended as {Quote.Code(status.Length == 0 ? "unknown" : status)}.",
        };
    }

    private static string Body(string summary) =>
        string.IsNullOrWhiteSpace(summary) ? " It left no summary." : $"\n\n{summary.Trim()}";

    /// <summary>A goal of several lines is named by the first that says something.</summary>
    private static string FirstLine(string goal)
    {
        var lines = goal.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return lines is ["run:" or "python:", _, var command, ..] ? command
            : lines is [var first, ..] ? first
            : "a task";
    }
}
