using System.Text.Json;
using OmniSage.Cli.Chat;
using OmniSage.Cli.Display;
using OmniSage.Cli.Server;

namespace OmniSage.Cli.Runs;

/// <summary>One run: its events with the time since its start, its output, and the runs below it.</summary>
internal sealed class Timeline(ApiClient api, Terminal terminal, string run)
{
    private const int DepthMax = 16;
    private const int OutputLinesMax = 20;
    private readonly LivePieces pieces = new();
    private DateTime? start;

    /// <summary>The exit code says how the run is: done, failed, or waiting for a person.</summary>
    public async Task<int> ShowAsync(bool follows, bool onlyTree, CancellationToken cancellation)
    {
        var detail = await api.GetAsync($"runs/{run}", cancellation);
        if (terminal.IsJson) terminal.Line(detail.GetRawText());
        else if (detail.Member("run") is { } known) Head(known);
        var end = ExitCode.Done;
        if (!onlyTree)
        {
            var isOver = detail.Member("run")?.Text("ended") is not null;
            var events = follows && !isOver
                ? new EventReader(api, $"runs/{run}/events", null).ReadAsync(cancellation)
                : api.ReadPagesAsync($"runs/{run}/events", cancellation);
            await foreach (var recorded in events)
            {
                Show(recorded);
                end = ExitCodeAfter(recorded, end);
                if (recorded.Type is "run.completed" or "run.failed" or "run.cancelled") break;
            }
        }

        if (!terminal.IsJson) await ShowTreeAsync(cancellation);
        return end;
    }

    private static int ExitCodeAfter(ServerEvent recorded, int before) => recorded.Type switch
    {
        "run.failed" or "run.cancelled" => ExitCode.Failed,
        "run.parked" when recorded.Payload.Text("reason") is "approval" or "question" => ExitCode.Waiting,
        "run.resumed" or "run.completed" => ExitCode.Done,
        _ => before,
    };

    private void Head(JsonElement known)
    {
        terminal.Lines(
        [
            terminal.Paint(Plain.Line(known.Text("title") ?? ""), Ink.Strong),
            terminal.Paint(
                $"{known.Text("kind")} {run} of {known.Text("agent")}, thread {known.Text("thread")},"
                + $" since {Status.Time(known.Text("created"))}",
                Ink.Faint),
        ]);
    }

    private void Show(ServerEvent recorded)
    {
        if (terminal.IsJson)
        {
            terminal.Line(recorded.IsOutput
                ? JsonLine.Of(json =>
                {
                    json.WriteString("type", "output");
                    foreach (var member in recorded.Json.EnumerateObject()) member.WriteTo(json);
                })
                : recorded.Json.GetRawText());
            return;
        }

        if (recorded.IsOutput)
        {
            terminal.Lines(pieces.Take(recorded).Select(Indented));
            return;
        }

        start ??= recorded.At;
        var offset = FormattableString.Invariant($"{(recorded.At - start.Value).TotalSeconds,9:0.000} s");
        var type = terminal.Paint(Columns.Pad(recorded.Type, 16), InkOf(recorded.Type));
        var line = $"{terminal.Paint(offset, Ink.Faint)}  {type}  {Story.Of(recorded)}";
        terminal.Lines([line.TrimEnd(), .. Output(recorded)]);
    }

    /// <summary>What a tool said, unless it was just seen live.</summary>
    private IEnumerable<string> Output(ServerEvent recorded)
    {
        if (recorded.Type is not "tool.completed") return [];
        var step = recorded.Payload.Number("step") ?? 0;
        return pieces.HasShown(run, step)
            ? pieces.End(run, step).Select(Indented)
            : Story.Output(recorded.Payload.Text("result"), OutputLinesMax).Select(Indented);
    }

    private string Indented(string line) => $"{new string(' ', 13)}{terminal.Paint("│", Ink.Faint)} {Plain.Text(line)}";

    private static Ink InkOf(string type) => type switch
    {
        "run.completed" => Ink.Good,
        "run.failed" or "tool.failed" or "model.failed" => Ink.Bad,
        "tool.requested" or "tool.completed" => Ink.Accent,
        _ => Ink.Normal,
    };

    private async Task ShowTreeAsync(CancellationToken cancellation)
    {
        var lines = new List<string>();
        await AddChildrenAsync(run, "", 0, lines, cancellation);
        if (lines.Count > 0) terminal.Lines(["", terminal.Paint("runs below", Ink.Faint), .. lines]);
    }

    private async Task AddChildrenAsync(
        string parent, string indent, int depth, List<string> lines, CancellationToken cancellation)
    {
        var detail = await api.GetAsync($"runs/{parent}", cancellation);
        var children = detail.Items("children")
            .OrderBy(child => child.Text("created"), StringComparer.Ordinal).ToList();
        for (var i = 0; i < children.Count; i++)
        {
            var child = children[i];
            var isLast = i == children.Count - 1;
            var status = terminal.Paint(child.Text("status") ?? "", Status.Ink(child.Text("status")));
            var id = terminal.Paint(child.Text("id") ?? "", Ink.Faint);
            lines.Add($"{indent}{(isLast ? "└─ " : "├─ ")}{id}  {child.Text("kind")}  {status}"
                + $"  {Plain.Short(child.Text("title") ?? "", 60)}");
            if (depth < DepthMax && child.Text("id") is { } id2)
                await AddChildrenAsync(id2, indent + (isLast ? "   " : "│  "), depth + 1, lines, cancellation);
        }
    }
}
