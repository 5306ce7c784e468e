using System.CommandLine;
using System.Text.Json;
using OmniSage.Cli.Display;
using OmniSage.Cli.Server;

namespace OmniSage.Cli.Secrets;

/// <summary>
/// <c>omnisage secret</c>: the workspace's vault. A value is read from the input or asked for, never taken from the
/// command line, where other programs and the shell's history would see it.
/// </summary>
internal static class SecretCommand
{
    private static readonly Argument<string> Name = new("name") { Description = "The secret's name, such as openai." };

    private static readonly Option<string[]> Hosts = new("--host")
    {
        Description = "A host that it may be sent to, such as api.openai.com; may be given several times.",
    };

    public static Command Create()
    {
        var command = new Command("secret", "Keys and passwords that agents use and never see.")
        {
            Verb("list", "Lists them, without their values.", ListAsync),
            Verb("set", "Keeps a value, such as: set openai --host api.openai.com < FILE", AddAsync, Name, Hosts),
            Verb("rotate", "Replaces a value; the old one is erased.", RotateAsync, Name, Hosts),
            Verb("revoke", "Ends a secret and erases its value.", RevokeAsync, Name),
        };
        return command;
    }

    private static Command Verb(string name, string description, CommandAction action, params Symbol[] symbols)
    {
        var command = new Command(name, description);
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument) command.Add(argument);
            else command.Add((Option)symbol);
        }

        command.Does(action);
        return command;
    }

    private static async Task<int> ListAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellation)
    {
        using var api = GlobalOptions.Connect(parsed);
        var secrets = (await api.GetAsync("secrets", cancellation)).Items("items").ToList();
        if (terminal.IsJson) terminal.Lines(secrets.Select(secret => secret.GetRawText()));
        else if (secrets.Count == 0) terminal.Line("There are no secrets. See: omnisage secret set --help");
        else Table.Write(terminal, ["name", "version", "set", "last used", "hosts"], [.. secrets.Select(Row)]);
        return ExitCode.Done;
    }

    private static async Task<int> AddAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellation)
    {
        var hosts = parsed.GetValue(Hosts) ?? [];
        if (hosts.Length == 0)
        {
            throw new Fault(
                "Name the hosts that it may be sent to: --host api.example.com", ExitCode.WrongUse, "no_host");
        }

        using var api = GlobalOptions.Connect(parsed);
        var name = parsed.GetValue(Name)!;
        var body = await BodyAsync(name, hosts, cancellation);
        await api.PostAsync("secrets", body, cancellation);
        return Say(terminal, name, "Set.");
    }

    private static async Task<int> RotateAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellation)
    {
        using var api = GlobalOptions.Connect(parsed);
        var name = parsed.GetValue(Name)!;
        var body = await BodyAsync(name, parsed.GetValue(Hosts) ?? [], cancellation);
        await FindAsync(() => api.PutAsync(Path(name), body, cancellation));
        return Say(terminal, name, "Replaced; the value before is erased.");
    }

    private static async Task<int> RevokeAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellation)
    {
        using var api = GlobalOptions.Connect(parsed);
        var name = parsed.GetValue(Name)!;
        await FindAsync(() => api.DeleteAsync(Path(name), cancellation));
        return Say(terminal, name, "Revoked, and its value erased.");
    }

    private static async Task FindAsync(Func<Task<JsonElement>> send)
    {
        try
        {
            await send();
        }
        catch (Fault fault) when (fault.Code is "not_found")
        {
            throw new Fault("There is no such secret: see omnisage secret list.", ExitCode.Failed, fault.Code);
        }
    }

    private static async Task<string> BodyAsync(string name, string[] hosts, CancellationToken cancellation)
    {
        var value = await HiddenLine.ReadAsync($"Value of {Plain.Short(name, 64)}: ", cancellation);
        if (value.Length == 0) throw new Fault("The value is empty: nothing was changed.", ExitCode.WrongUse, "empty");
        return JsonLine.Of(json =>
        {
            json.WriteString("name", name);
            json.WriteString("value", value);
            if (hosts.Length == 0) return;
            json.WriteStartArray("hosts");
            foreach (var host in hosts) json.WriteStringValue(host);
            json.WriteEndArray();
        });
    }

    private static int Say(Terminal terminal, string name, string said)
    {
        terminal.Line(terminal.IsJson ? JsonLine.Of(json => json.WriteString("secret", name)) : said);
        return ExitCode.Done;
    }

    private static string Path(string name) => $"secrets/{Uri.EscapeDataString(name)}";

    private static Table.Cell[] Row(JsonElement secret) =>
    [
        new(Plain.Line(secret.Text("name") ?? "")),
        new($"{secret.Number("version")}", Ink.Faint),
        new(Status.Time(secret.Text("set"))),
        new(secret.Text("used") is { } used ? Status.Time(used) : "never"),
        new(Plain.Line(string.Join(", ", secret.Items("hosts").Select(host => host.GetString())))),
    ];
}
