using OmniSage.Cli.Display;
using OmniSage.Cli.Server;

namespace OmniSage.Cli.Chat;

/// <summary>
/// Tells a conversation as it happens: what the agent says, to a person while it says it, the tasks it delegates with
/// their live output under a heading each, and how they ended.
/// </summary>
internal sealed class Transcript(Terminal terminal)
{
    private const int OutputLinesMax = 40;

    private readonly LivePieces pieces = new();
    private readonly LiveAnswers answers = new();
    private readonly Dictionary<string, string> takeovers = [];
    private readonly Dictionary<string, (int Number, string Title)> tasks = [];
    private string? heading;

    public void Take(ServerEvent recorded)
    {
        if (terminal.IsJson)
        {
            terminal.Line(Json(recorded));
            return;
        }

        if (recorded.IsOutput && terminal.IsLive && answers.Take(recorded) is { } text)
        {
            Say(text);
            return;
        }

        var lines = recorded.IsOutput ? Live(recorded) : Told(recorded);
        if (lines.Count > 0) terminal.Lines(lines);
    }

    private static string Json(ServerEvent recorded) => JsonLine.Of(json =>
    {
        if (recorded.IsOutput) json.WriteString("type", "output");
        foreach (var member in recorded.Json.EnumerateObject().Where(member => member.Name is not "cursor"))
            member.WriteTo(json);
        if (recorded.Cursor is not null) json.WriteString("cursor", recorded.Cursor);
    });

    /// <summary>What a task's model says comes back in the coordinator's answer; its commands' output is shown
    /// here.</summary>
    private List<string> Live(ServerEvent piece) =>
        tasks.ContainsKey(piece.Run!) && piece.Json.Text("channel") is not "answer"
        ? Under(piece.Run!, pieces.Take(piece).Select(Plain.Text))
        : [];

    private List<string> Told(ServerEvent recorded)
    {
        var payload = recorded.Payload;
        switch (recorded.Type)
        {
            case "run.started" when payload.Text("kind") is "turn":
                answers.Begin(recorded.Run!);
                return [];
            case "model.responded" when !tasks.ContainsKey(recorded.Run!) && Story.Takeover(payload) is { } told:
                takeovers[recorded.Run!] = told;
                return [];
            case "step.superseded":
                answers.Supersede(recorded.Run!);
                return [];
            case "message.sent":
                return Sent(payload.Text("run") ?? "", payload.Text("text") ?? "");
            case "task.delegated" when payload.Member("contract") is { } contract:
                var title = Plain.Short(contract.Text("title") ?? "", 80);
                tasks.TryAdd(contract.Text("run") ?? "", (tasks.Count + 1, title));
                return [];
            case "run.failed" when !tasks.ContainsKey(recorded.Run!):
                answers.Drop(recorded.Run!);
                return [terminal.Paint($"✗ {Story.Of(recorded)}", Ink.Bad)];
            case "run.cancelled" when !tasks.ContainsKey(recorded.Run!):
                answers.Drop(recorded.Run!);
                return [terminal.Paint("■ cancelled", Ink.Faint)];
            case "task.finished" when tasks.ContainsKey(payload.Text("run") ?? ""):
                return Under(payload.Text("run")!, [End(payload.Member("result")?.Text("end"))]);
            default:
                return recorded.Run is { } run && tasks.ContainsKey(run) ? OfTask(run, recorded) : [];
        }
    }

    private void Say(LiveText text)
    {
        if (text.Break is not LiveBreak.None) terminal.EndSaying();
        if (text.Break is LiveBreak.StartsOver)
            terminal.Line(terminal.Paint("… broke off; the answer begins anew:", Ink.Faint));
        heading = null;
        terminal.Say(Plain.Text(text.Text));
    }

    /// <summary>The agent's message, as far as it was not shown while it was said.</summary>
    private List<string> Sent(string run, string text)
    {
        heading = null;
        var (rest, goesOn) = answers.End(run, text);
        if (goesOn)
        {
            terminal.Say(Plain.Text(rest.TrimEnd('\n')));
            terminal.EndSaying();
        }

        var lines = goesOn ? [] : Plain.Text(text).TrimEnd('\n').Split('\n').ToList();
        if (takeovers.Remove(run, out var told)) lines.Add(terminal.Paint($"• {told}", Ink.Faint));
        return lines;
    }

    private List<string> OfTask(string run, ServerEvent recorded)
    {
        var step = recorded.Payload.Number("step") ?? 0;
        switch (recorded.Type)
        {
            case "run.started":
                return Under(run, []);
            case "file.published":
                return Under(run, [terminal.Paint(Story.Of(recorded), Ink.Good)]);
            case "note" or "artifact.created":
                return Under(run, [terminal.Paint(Story.Of(recorded), Ink.Faint)]);
            // What is asked the thread tells itself, in full.
            case "approval.decided" or "approval.expired" or "question.answered" or "question.expired":
                return Under(run, [terminal.Paint(Story.Of(recorded), Ink.Strong)]);
            case "model.responded" when Story.Takeover(recorded.Payload) is { } told:
                return Under(run, [terminal.Paint($"• {told}", Ink.Faint)]);
            case "run.parked":
                return Under(run, [terminal.Paint(Story.Of(recorded), Ink.Faint)]);
            case "tool.requested":
                return Under(run, [terminal.Paint(Story.Of(recorded), Ink.Accent)]);
            case "tool.completed":
                // What a quick command said came before anyone could watch it: then its result is shown.
                var rest = pieces.HasShown(run, step)
                    ? pieces.End(run, step).Select(Plain.Text)
                    : Story.Output(recorded.Payload.Text("result"), OutputLinesMax);
                return Under(run, rest);
            case "tool.failed" or "model.failed" or "run.failed":
                var left = pieces.End(run, step).Select(Plain.Text);
                return Under(run, [.. left, terminal.Paint($"✗ {Story.Of(recorded)}", Ink.Bad)]);
            case "step.finished":
                var (sign, ink) = recorded.Payload.Is("succeeded") ? ("✓ check", Ink.Good) : ("✗ check", Ink.Bad);
                return Under(run, [terminal.Paint($"{sign} {Story.Of(recorded)}", ink)]);
            default:
                return [];
        }
    }

    /// <summary>
    /// The lines indented under their task's heading, which is repeated when another task spoke in between.
    /// </summary>
    private List<string> Under(string run, IEnumerable<string> lines)
    {
        var told = lines.Select(line => $"  {terminal.Paint("│", Ink.Faint)} {line}").ToList();
        if (heading == run) return told;
        heading = run;
        var (number, title) = tasks[run];
        return [$"{terminal.Paint($"▸ task {number}", Ink.Strong)}  {title}", .. told];
    }

    private string End(string? end) => end switch
    {
        "verified" => terminal.Paint("✓ done, checked", Ink.Good),
        "unverified" => "• ended, unchecked",
        "cancelled" => terminal.Paint("■ cancelled", Ink.Faint),
        _ => terminal.Paint("✗ failed", Ink.Bad),
    };
}
