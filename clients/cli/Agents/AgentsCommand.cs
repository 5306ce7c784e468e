using System.CommandLine;
using OmniSage.Cli.Display;
using OmniSage.Cli.Server;

namespace OmniSage.Cli.Agents;

/// <summary><c>omnisage agents</c>: whom a conversation can be with.</summary>
internal static class AgentsCommand
{
    public static Command Create()
    {
        var command = new Command("agents", "Lists the agents of this workspace.");
        command.Does(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellation)
    {
        using var api = GlobalOptions.Connect(parsed);
        var agents = (await api.GetAsync("agents", cancellation)).Items("items").ToList();
        if (terminal.IsJson) terminal.Lines(agents.Select(agent => agent.GetRawText()));
        else Table.Write(terminal, ["agent", "name", "id"], [.. agents.Select(agent => new Table.Cell[]
        {
            new(agent.Text("slug") ?? ""),
            new(Plain.Line(agent.Text("name") ?? "")),
            new(agent.Text("id") ?? "", Ink.Faint),
        })]);
        return ExitCode.Done;
    }
}
