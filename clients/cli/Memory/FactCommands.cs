using System.CommandLine;
using System.Text.Json;
using OmniSage.Cli.Display;
using OmniSage.Cli.Server;

namespace OmniSage.Cli.Memory;

/// <summary><c>omnisage memory add</c> and <c>edit</c>: what a fact says.</summary>
internal static class FactCommands
{
    private static readonly Argument<string> Fact = new("fact") { Description = "A fact's id, as the list shows it." };

    private static readonly Argument<string> Text = new("text") { Description = "What is to be remembered." };

    private static readonly Argument<string?> NewText = new("text")
    {
        Description = "What it says from now on.", Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<int?> Importance = new("--importance")
    {
        Description = "From 1 to 5 (3); facts of 5 are told in every turn of their scope.",
    };

    private static readonly Option<int?> Days = new("--days")
    {
        Description = "Days after which it is forgotten by itself.",
    };

    public static Command CreateAdd()
    {
        var command = new Command("add", "Has a fact remembered.")
        {
            Text, FactScope.Kind, FactScope.Subject, Importance, Days,
        };
        command.Does(AddAsync);
        return command;
    }

    public static Command CreateEdit()
    {
        var command = new Command("edit", "Replaces a fact by a new one.") { Fact, NewText, Importance, Days };
        command.Does(EditAsync);
        return command;
    }

    private static async Task<int> AddAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellation)
    {
        using var api = GlobalOptions.Connect(parsed);
        var body = JsonLine.Of(json =>
        {
            json.WriteString("text", parsed.GetValue(Text));
            json.WriteString("clientId", $"cli-{Guid.NewGuid():N}");
            if (parsed.GetValue(FactScope.Kind) is { } kind) json.WriteString("scope", kind);
            if (parsed.GetValue(FactScope.Subject) is { } subject) json.WriteString("subject", subject);
            Write(json, parsed);
        });
        return Say(terminal, await api.PostPatientlyAsync("memory", body, cancellation));
    }

    private static async Task<int> EditAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellation)
    {
        using var api = GlobalOptions.Connect(parsed);
        var fact = Requests.Id(parsed.GetValue(Fact)!, "fact");
        var body = JsonLine.Of(json =>
        {
            if (parsed.GetValue(NewText) is { } text) json.WriteString("text", text);
            Write(json, parsed);
        });
        return Say(terminal, await api.PutAsync($"memory/{fact}", body, cancellation));
    }

    private static void Write(Utf8JsonWriter json, ParseResult parsed)
    {
        if (parsed.GetValue(Importance) is { } importance) json.WriteNumber("importance", importance);
        if (parsed.GetValue(Days) is { } days) json.WriteNumber("retentionDays", days);
    }

    private static int Say(Terminal terminal, JsonElement kept)
    {
        terminal.Line(terminal.IsJson ? kept.GetRawText() : $"Remembered as {kept.Text("id")}.");
        return ExitCode.Done;
    }
}
