using System.CommandLine;
using System.Text.Json;
using OmniSage.Cli.Display;
using OmniSage.Cli.Server;

namespace OmniSage.Cli.Runs;

/// <summary>
/// <c>omnisage runs</c>: the list of runs; with an id, that run's timeline and the tree of runs under it.
/// </summary>
internal static class RunsCommand
{
    private static readonly Argument<string?> Run = new("run")
    {
        Description = "A run: shows its timeline.", Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<string?> Thread = new("--thread") { Description = "Only runs of this thread." };

    private static readonly Option<string?> State = new("--status")
    {
        Description = "Only runs that are queued, running, parked, completed, failed or cancelled.",
    };

    private static readonly Option<bool> Follow = new("--follow") { Description = "Stay until the run has ended." };

    private static readonly Option<bool> Tree = new("--tree") { Description = "Only the tree of runs, no timeline." };

    public static Command Create()
    {
        State.AcceptOnlyFromAmong("queued", "running", "parked", "completed", "failed", "cancelled");
        var command = new Command("runs", "Lists the runs, newest first, or shows one of them.")
        {
            Run, Thread, State, Follow, Tree, Listing.Limit,
        };
        command.Does(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellation)
    {
        using var api = GlobalOptions.Connect(parsed);
        if (parsed.GetValue(Run) is { } run)
        {
            var timeline = new Timeline(api, terminal, Requests.Id(run, "run"));
            return await timeline.ShowAsync(parsed.GetValue(Follow), parsed.GetValue(Tree), cancellation);
        }

        var thread = parsed.GetValue(Thread) is { } given ? $"thread={Requests.Id(given, "thread")}&" : "";
        var status = parsed.GetValue(State) is { } state ? $"status={state}&" : "";
        var runs = await Listing.ReadAsync(api, $"runs?{thread}{status}", parsed.GetValue(Listing.Limit), cancellation);
        if (terminal.IsJson) terminal.Lines(runs.Select(known => known.GetRawText()));
        else if (runs.Count == 0) terminal.Line("There are no such runs.");
        else Table.Write(terminal, ["run", "kind", "status", "started", "took", "title"], [.. runs.Select(Row)]);
        return ExitCode.Done;
    }

    private static Table.Cell[] Row(JsonElement run) =>
    [
        new(run.Text("id") ?? "", Ink.Faint),
        new(run.Text("kind") ?? ""),
        new(run.Text("status") ?? "", Status.Ink(run.Text("status"))),
        new(Status.Time(run.Text("created"))),
        new(Status.Span(run.Text("created"), run.Text("ended"))),
        new(Plain.Line(run.Text("title") ?? "")),
    ];
}
