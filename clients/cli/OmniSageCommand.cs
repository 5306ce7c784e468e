using System.CommandLine;
using OmniSage.Cli.Chat;
using OmniSage.Cli.Display;
using OmniSage.Cli.Runs;
using OmniSage.Cli.Threads;

namespace OmniSage.Cli;

/// <summary>What a command gets to do its work with.</summary>
internal delegate Task<int> CommandAction(ParseResult parsed, Terminal terminal, CancellationToken cancellation);

/// <summary>All commands, and the one place where what goes wrong becomes a sentence and an exit code.</summary>
internal static class OmniSageCommand
{
    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("Talks to OmniSage: give it work, watch it, look at what was done.")
        {
            GlobalOptions.Json,
            GlobalOptions.Url,
            GlobalOptions.Data,
            GlobalOptions.Workspace,
            ChatCommand.Create(),
            RunsCommand.Create(),
            ThreadsCommand.Create(),
            CancelCommand.Create(),
        };
        var parsed = root.Parse(args);
        if (parsed.Errors is [var error, ..])
        {
            await Console.Error.WriteLineAsync($"{Plain.Line(error.Message)} See: omnisage --help");
            return ExitCode.WrongUse;
        }

        // Ctrl-C is each command's own: in a conversation it must not end the program.
        return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
    }

    /// <summary>Gives the command its action, with the terminal it writes to and what faults turn into.</summary>
    public static void Does(this Command command, CommandAction action) =>
        command.SetAction(async (parsed, cancellation) =>
        {
            var json = parsed.GetValue(GlobalOptions.Json);
            using var terminal = Terminal.Open(json);
            try
            {
                return await action(parsed, terminal, cancellation);
            }
            catch (Fault fault)
            {
                terminal.Flush();
                await Console.Error.WriteLineAsync(json ? Json(fault) : Plain.Text(fault.Message));
                return fault.ExitCode;
            }
            catch (IOException) when (terminal.IsBroken)
            {
                // Whoever read our output has stopped reading, as head does.
                return ExitCode.Done;
            }
        });

    private static string Json(Fault fault) => JsonLine.Of(json =>
    {
        json.WriteString("type", "error");
        json.WriteString("code", fault.Code);
        json.WriteString("message", fault.Message);
    });
}
