using System.CommandLine;
using System.Text.Json;
using OmniSage.Cli.Display;
using OmniSage.Cli.Runs;
using OmniSage.Cli.Server;

namespace OmniSage.Cli.Approvals;

/// <summary>
/// <c>omnisage approvals</c>: what waits for a person; with an id exactly what would be done, and why it is asked.
/// </summary>
internal static class ApprovalsCommand
{
    private static readonly Argument<string?> Approval = new("approval")
    {
        Description = "Shows this one: its id, or enough of its end to be the only one.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<bool> All = new("--all") { Description = "Those that are decided, too." };

    public static Command Create()
    {
        var command = new Command("approvals", "Lists what waits for an approval, or shows one in full.")
        {
            Approval, All, Listing.Limit,
        };
        command.Does(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellation)
    {
        using var api = GlobalOptions.Connect(parsed);
        if (parsed.GetValue(Approval) is { } text)
        {
            var found = await ApprovalRequests.FindAsync(api, text, cancellation);
            if (terminal.IsJson) terminal.Line(found.GetRawText());
            else await ApprovalText.WriteAsync(api, terminal, found, cancellation);
            return ExitCode.Done;
        }

        var isAll = parsed.GetValue(All);
        var path = isAll ? "approvals?" : "approvals?status=open&";
        var items = await Listing.ReadAsync(api, path, parsed.GetValue(Listing.Limit), cancellation);
        if (terminal.IsJson) terminal.Lines(items.Select(item => item.GetRawText()));
        else if (items.Count == 0) terminal.Line("Nothing waits for an approval.");
        else if (isAll) Table.Write(terminal, ["approval", "status", "tool", "until", "what"], [.. items.Select(Row)]);
        else Table.Write(terminal, ["approval", "tool", "until", "what"], [.. items.Select(item => Open(Row(item)))]);
        return ExitCode.Done;
    }

    private static Table.Cell[] Row(JsonElement item) =>
    [
        new(item.Text("id") ?? "", Ink.Faint),
        new(item.Text("status") ?? ""),
        new(Plain.Line(item.Text("tool") ?? "")),
        new(Status.Time(item.Text("expires"))),
        new(Plain.Short(What(item.Text("target") ?? ""), 80)),
    ];

    /// <summary>Of those that are open the status says nothing.</summary>
    private static Table.Cell[] Open(Table.Cell[] row) => [row[0], .. row[2..]];

    /// <summary>The address that is asked, or the name that a file gets; all arguments where that is not all.</summary>
    private static string What(string target)
    {
        try
        {
            using var parsed = JsonDocument.Parse(target);
            return parsed.RootElement.Text("url") ?? parsed.RootElement.Text("as") ?? target;
        }
        catch (JsonException)
        {
            // The beginning of long arguments.
            return target;
        }
    }
}
