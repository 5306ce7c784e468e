using System.CommandLine;
using System.Text.Json;
using OmniSage.Cli.Display;
using OmniSage.Cli.Runs;
using OmniSage.Cli.Server;

namespace OmniSage.Cli.Threads;

/// <summary><c>omnisage threads</c>: the conversations, newest first.</summary>
internal static class ThreadsCommand
{
    public static Command Create()
    {
        var command = new Command("threads", "Lists the conversations, newest first.") { Listing.Limit };
        command.Does(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellation)
    {
        using var api = GlobalOptions.Connect(parsed);
        var threads = await Listing.ReadAsync(api, "threads?", parsed.GetValue(Listing.Limit), cancellation);
        if (terminal.IsJson)
        {
            terminal.Lines(threads.Select(thread => thread.GetRawText()));
            return ExitCode.Done;
        }

        if (threads.Count == 0)
        {
            terminal.Line("There are no conversations yet: begin one with omnisage chat");
            return ExitCode.Done;
        }

        Table.Write(terminal, ["thread", "agent", "mode", "last change", "title"], [.. threads.Select(Row)]);
        return ExitCode.Done;
    }

    private static Table.Cell[] Row(JsonElement thread) =>
    [
        new(thread.Text("id") ?? "", Ink.Faint),
        new(thread.Text("agent") ?? ""),
        new(thread.Text("mode") ?? ""),
        new(Status.Time(thread.Text("updated"))),
        new(Plain.Line(thread.Text("title") ?? "")),
    ];
}
