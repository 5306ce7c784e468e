using System.CommandLine;
using System.Text.Json;
using OmniSage.Cli.Display;
using OmniSage.Cli.Server;

namespace OmniSage.Cli.Policies;

/// <summary>
/// <c>omnisage policy grants</c> and <c>omnisage policy revoke ID</c>: what passes because it was approved before.
/// </summary>
internal static class GrantCommands
{
    private static readonly Argument<string> Grant = new("grant") { Description = "The grant to end." };

    public static Command List()
    {
        var command = new Command("grants", "Lists what passes without asking, because the like was approved.");
        command.Does(ListAsync);
        return command;
    }

    public static Command Revoke()
    {
        var command = new Command("revoke", "Ends a grant: the next such call asks again.") { Grant };
        command.Does(RevokeAsync);
        return command;
    }

    private static async Task<int> ListAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellation)
    {
        using var api = GlobalOptions.Connect(parsed);
        var grants = (await api.GetAsync("grants", cancellation)).Items("items").ToList();
        if (terminal.IsJson) terminal.Lines(grants.Select(grant => grant.GetRawText()));
        else if (grants.Count == 0) terminal.Line("Nothing passes by a grant.");
        else Table.Write(terminal, ["grant", "tool", "used", "until", "for"], [.. grants.Select(Row)]);
        return ExitCode.Done;
    }

    private static async Task<int> RevokeAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellation)
    {
        using var api = GlobalOptions.Connect(parsed);
        var text = parsed.GetValue(Grant)!;
        try
        {
            await api.DeleteAsync($"grants/{Uri.EscapeDataString(text)}", cancellation);
        }
        catch (Fault fault) when (fault.Code is "not_found")
        {
            throw new Fault("There is no such grant: see omnisage policy grants.", ExitCode.Failed, fault.Code);
        }

        terminal.Line(terminal.IsJson ? JsonLine.Of(json => json.WriteString("revoked", text)) : "Revoked.");
        return ExitCode.Done;
    }

    private static Table.Cell[] Row(JsonElement grant)
    {
        var terms = grant.Member("terms") ?? default;
        return
        [
            new(grant.Text("id") ?? "", Ink.Faint),
            new(Plain.Line(terms.Text("tool") ?? "")),
            new($"{grant.Number("uses")} of {terms.Number("usesMax")}"),
            new(Status.Time(grant.Text("expires"))),
            new(Plain.Line(Bounds(terms))),
        ];
    }

    private static string Bounds(JsonElement terms) => string.Join(", ", terms.Items("hosts")
        .Select(host => host.GetString())
        .Concat(terms.Items("arguments").Select(one => $"{one.Text("pointer")} = {one.Text("value")}")));
}
