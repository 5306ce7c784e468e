using System.CommandLine;
using System.CommandLine.Help;
using System.Text.RegularExpressions;
using OmniSage.Cli.Agents;
using OmniSage.Cli.Approvals;
using OmniSage.Cli.Artifacts;
using OmniSage.Cli.Budgets;
using OmniSage.Cli.Chat;
using OmniSage.Cli.Display;
using OmniSage.Cli.Files;
using OmniSage.Cli.Memory;
using OmniSage.Cli.Models;
using OmniSage.Cli.Policies;
using OmniSage.Cli.Runs;
using OmniSage.Cli.Sessions;
using OmniSage.Cli.Secrets;
using OmniSage.Cli.Settings;
using OmniSage.Cli.Threads;

namespace OmniSage.Cli;

/// <summary>What a command gets to do its work with.</summary>
internal delegate Task<int> CommandAction(ParseResult parsed, Terminal terminal, CancellationToken cancellation);

/// <summary>All commands, and the one place where what goes wrong becomes a sentence and an exit code.</summary>
internal static partial class OmniSageCommand
{
    public static async Task<int> RunAsync(string[] args)
    {
        var root = new Command("omnisage", "Talks to OmniSage: give it work, watch it, look at what was done.")
        {
            new HelpOption(),
            GlobalOptions.Json,
            GlobalOptions.Url,
            GlobalOptions.Data,
            GlobalOptions.Workspace,
            ChatCommand.Create(),
            RunsCommand.Create(),
            ThreadsCommand.Create(),
            CancelCommand.Create(),
            ArtifactsCommand.Create(),
            FilesCommand.Create(),
            MemoryCommand.Create(),
            ModelsCommand.Create(),
            PolicyCommand.Create(),
            ApprovalsCommand.Create(),
            DecideCommands.Approve(),
            DecideCommands.Deny(),
            LinkCommand.Create(),
            SecretCommand.Create(),
            UsageCommand.Create(),
            BudgetCommand.Create(),
            AgentsCommand.Create(),
            SettingsCommand.Create(),
        };
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            await Console.Error.WriteLineAsync(Mistake(parsed, root));
            return ExitCode.WrongUse;
        }

        // Ctrl-C is each command's own: in a conversation it must not end the program.
        return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
    }

    /// <summary>What was wrong with the words given, in one line.</summary>
    private static string Mistake(ParseResult parsed, Command root)
    {
        var command = parsed.CommandResult.Command;
        var text = command == root && parsed.UnmatchedTokens is [var word, ..]
            ? $"There is no command '{Plain.Short(word, 40)}'."
            : Plain.Line(Spaces().Replace(parsed.Errors[0].Message, " "));
        return $"{text} See: omnisage {(command == root ? "" : command.Name + " ")}--help";
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

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
