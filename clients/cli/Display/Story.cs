using System.Text.Json;
using OmniSage.Cli.Server;

namespace OmniSage.Cli.Display;

/// <summary>Says in a few words what the payload of an event says.</summary>
internal static class Story
{
    private const int Chars = 100;

    /// <summary>Where results of tools hold text for people to read.</summary>
    private static readonly string[] OutputMembers = ["output", "stdout", "stderr", "content"];

    public static string Of(ServerEvent recorded)
    {
        var payload = recorded.Payload;
        return recorded.Type switch
        {
            "run.started" => Short(payload.Text("title")),
            "run.parked" when payload.Text("reason") is "question" => "waits for an answer",
            "run.parked" => $"waits for {Short(payload.Text("reason"))}",
            "policy.decided" => $"{payload.Text("verdict")} by {Short(payload.Text("rule"))}",
            "approval.requested" when payload.Member("request") is { } request =>
                $"asks for approval {request.Text("approval")}: {Call(request.Member("act") ?? default)}",
            "approval.decided" when payload.Member("decision") is { } decision =>
                $"{decision.Text("status")} {Short(decision.Text("note"))}".TrimEnd(),
            "approval.expired" => "nobody decided in time",
            "question.asked" => $"asks: {Short(payload.Member("question")?.Text("text"))}",
            "question.answered" => $"answer: {Short(payload.Member("answer")?.Text("text"))}",
            "question.expired" => "nobody answered in time",
            "run.failed" => Short(payload.Text("error")),
            "run.cancelled" => Short(payload.Text("reason")),
            "run.completed" => payload.Member("result") is { } result ? Result(result) : "",
            "message.received" or "message.steered" or "message.sent" or "note" => Short(payload.Text("text")),
            "model.requested" => $"level {payload.Text("level")}",
            "model.responded" => Response(payload),
            "model.failed" => Short(payload.Text("error")),
            "step.started" => $"step {payload.Number("step")}: {payload.Text("kind")}{Attempt(payload)}",
            "step.superseded" => "not waited for, as a message came",
            "step.finished" =>
                $"{(payload.Is("succeeded") ? "passed" : "did not pass")}: {Short(payload.Text("result"))}",
            "tool.requested" => payload.Member("call") is { } call ? Call(call) : "",
            "tool.completed" => Outcome(payload.Text("result")),
            "tool.failed" => Short(payload.Text("error")),
            "task.delegated" => Short(payload.Member("contract")?.Text("title")),
            "task.finished" => payload.Member("result") is { } result ? Result(result) : "",
            "artifact.created" when payload.Member("artifact") is { } artifact =>
                $"kept {File(artifact)} as artifact {artifact.Text("id")}",
            "file.published" when payload.Member("file") is { } file =>
                $"published {File(file)}{(file.Text("artifact") is { } source ? $", artifact {source}" : "")}",
            "file.removed" => $"removed {Short(payload.Text("path"))}",
            "memory.recalled" => Recalled(payload),
            "memory.switched" => payload.Is("isOn") ? "facts are kept" : "no facts are kept",
            "turn.ended" => payload.Text("status") ?? "",
            "talk.summarised" => $"by {payload.Text("by")}: {Short(payload.Text("text"))}",
            "settings.changed" => $"mode {payload.Text("mode")}",
            _ => "",
        };
    }

    /// <summary>A call of a tool as a person would write it.</summary>
    public static string Call(JsonElement call)
    {
        var tool = Short(call.Text("tool"));
        var arguments = call.Text("arguments") ?? "";
        return (tool, Parse(arguments)) switch
        {
            ("shell.run", { } given) when given.Text("command") is { } command => $"$ {Short(command)}",
            ("python.run", { } given) when given.Text("code") is { } code => $"python: {Short(code)}",
            ("files.publish", { } given) when given.Text("path") is { } path => $"publish {Short(path)}{Target(given)}",
            _ => $"{tool} {Short(arguments)}",
        };
    }

    /// <summary>
    /// The lines that a tool said, as far as its result has such; at most so many, the last saying so.
    /// </summary>
    public static List<string> Output(string? result, int linesMax)
    {
        if (Parse(result) is not { } json) return [];
        var text = string.Concat(
            OutputMembers.Select(name => json.Text(name)).OfType<string>());
        var lines = text.TrimEnd('\n').Split('\n').Where(line => text.Length > 0).Select(Plain.Text).ToList();
        if (lines.Count <= linesMax) return lines;
        return [.. lines[..linesMax], $"… ({lines.Count - linesMax} more lines)"];
    }

    private static string File(JsonElement file) => $"{Short(file.Text("path"))} ({Size.Of(file.Number("bytes"))})";

    private static string Target(JsonElement publication) =>
        publication.Text("as") is { } name && name != publication.Text("path") ? $" as {Short(name)}" : "";
    /// <summary>Who answered in whose place, and why; null where nobody had to.</summary>
    public static string? Takeover(JsonElement payload)
    {
        var tries = payload.Items("tries").Select(one => Short(one.Text("error"))).ToList();
        return tries.Count == 0
            ? null
            : $"{Short(payload.Text("provider"))} answered, as: {Plain.Short(string.Join(' ', tries), 2 * Chars)}";
    }

    private static string Recalled(JsonElement payload) => payload.Text("problem") is { } problem
        ? $"nothing, because of {Short(problem)}"
        : $"{payload.Items("facts").Count()} facts, {payload.Number("tokens")} of {payload.Number("tokensMax")} tokens";

    private static string Outcome(string? result)
    {
        if (Parse(result) is not { } json) return Short(result);
        var exit = json.Number("exit_code") ?? json.Number("exitCode");
        return exit is { } code ? $"exit {code}" : json.Text("error") is { } error ? Short(error) : "";
    }

    private static string Response(JsonElement payload)
    {
        var takeover = Takeover(payload) is { } told ? $" ({told})" : "";
        var calls = payload.Items("calls").Select(call => Short(call.Text("tool"))).ToList();
        return (calls.Count > 0 ? $"calls {string.Join(", ", calls)}" : Short(payload.Text("text"))) + takeover;
    }

    private static string Result(JsonElement result) => $"{result.Text("end")}: {Short(result.Text("summary"))}";

    private static string Attempt(JsonElement payload) =>
        payload.Number("attempt") is > 1 and var attempt ? $", attempt {attempt}" : "";

    private static string Short(string? text) => Plain.Short(text ?? "", Chars);

    private static JsonElement? Parse(string? json)
    {
        if (json is null or "" || json[0] is not '{') return null;
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
