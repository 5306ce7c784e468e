using System.CommandLine;
using OmniSage.Cli.Display;
using OmniSage.Cli.Server;

namespace OmniSage.Cli.Runs;

/// <summary><c>omnisage cancel RUN</c>: stops a turn with all tasks under it, or one task.</summary>
internal static class CancelCommand
{
    private static readonly Argument<string> Run = new("run") { Description = "The run to cancel." };

    public static Command Create()
    {
        var command = new Command("cancel", "Cancels a run and everything under it.") { Run };
        command.Does(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellation)
    {
        using var api = GlobalOptions.Connect(parsed);
        var run = Requests.Id(parsed.GetValue(Run)!, "run");
        var answer = await api.PostAsync($"runs/{run}/cancel", "{}", cancellation);
        if (terminal.IsJson) terminal.Line(answer.GetRawText());
        else terminal.Line(answer.Text("outcome") is "cancelled" ? "Cancelled." : "It had ended already.");
        return ExitCode.Done;
    }
}
