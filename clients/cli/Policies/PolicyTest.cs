using System.CommandLine;
using System.Text.Json;
using OmniSage.Cli.Display;
using OmniSage.Cli.Server;

namespace OmniSage.Cli.Policies;

/// <summary><c>omnisage policy test TOOL --args JSON</c>: what is said of a call, by which rule and why.</summary>
internal static class PolicyTest
{
    private static readonly Argument<string> Tool = new("tool") { Description = "The tool, such as web.fetch." };

    private static readonly Option<string?> Arguments = new("--args")
    {
        Description = "Its arguments, as JSON: '{\"url\":\"https://example.com/\"}'.",
    };

    private static readonly Option<string?> Trust = new("--trust")
    {
        Description = "How far what the call came from is trusted: untrusted, tool, member or system.",
    };

    private static readonly Option<string?> Sensitivity = new("--sensitivity")
    {
        Description = "How sensitive it is: public, internal, personal or secret.",
    };

    private static readonly Option<string?> Role = new("--role")
    {
        Description = "On whose behalf: member, admin or owner; you without it.",
    };

    private static readonly Option<string?> Agent = new("--agent") { Description = "The agent's name." };

    public static Command Create()
    {
        Trust.AcceptOnlyFromAmong("untrusted", "tool", "member", "system");
        Sensitivity.AcceptOnlyFromAmong("public", "internal", "personal", "secret");
        Role.AcceptOnlyFromAmong("auditor", "member", "admin", "owner");
        var command = new Command("test", "Says what the policy says of a call, and why; nothing is called.")
        {
            Tool, Arguments, Trust, Sensitivity, Role, Agent,
        };
        command.Does(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellation)
    {
        using var api = GlobalOptions.Connect(parsed);
        var body = JsonLine.Of(json => Write(parsed, json));
        var answer = await api.PostAsync("policy/test", body, cancellation);
        if (terminal.IsJson) terminal.Line(answer.GetRawText());
        else terminal.Lines(Told(answer, terminal));
        return ExitCode.Done;
    }

    private static void Write(ParseResult parsed, Utf8JsonWriter json)
    {
        json.WriteString("tool", parsed.GetValue(Tool));
        if (parsed.GetValue(Arguments) is { } arguments)
        {
            json.WritePropertyName("arguments");
            Read(arguments).WriteTo(json);
        }

        var (trust, sensitivity) = (parsed.GetValue(Trust), parsed.GetValue(Sensitivity));
        if (trust is not null || sensitivity is not null)
        {
            json.WriteStartObject("labels");
            if (trust is not null) json.WriteString("trust", trust);
            if (sensitivity is not null) json.WriteString("sensitivity", sensitivity);
            json.WriteEndObject();
        }

        if (parsed.GetValue(Role) is { } role)
        {
            json.WriteStartObject("caller");
            json.WriteString("role", role);
            json.WriteEndObject();
        }

        if (parsed.GetValue(Agent) is { } agent) json.WriteString("agent", agent);
    }

    private static JsonElement Read(string arguments)
    {
        try
        {
            using var document = JsonDocument.Parse(arguments);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw new Fault(
                "--args has to be JSON, such as '{\"url\":\"https://example.com/\"}'.", ExitCode.WrongUse, "bad_args");
        }
    }

    private static IEnumerable<string> Told(JsonElement answer, Terminal terminal)
    {
        var verdict = Says(answer, answer.Member("ask")?.Text("mode"));
        var rule = Plain.Line(answer.Text("rule") ?? "");
        yield return $"{terminal.Paint(verdict, InkOf(verdict))}, by {rule}: {Plain.Line(answer.Text("why") ?? "")}";
        if (answer.Text("verdict") is "ask" && answer.Member("ask") is { } ask)
            yield return $"  asked: {Plain.Line(Listed(ask, "of"))}";
        if (answer.Text("verdict") is "ask" && answer.Member("offer") is { } offer)
        {
            var (uses, days) = (offer.Number("usesMax"), offer.Number("days"));
            yield return $"  approving it lets the like pass {uses} times in {days} days";
        }

        if (Listed(answer, "hosts") is { Length: > 0 } hosts) yield return $"  hosts: {Plain.Line(hosts)}";
        if (Listed(answer, "paths") is { Length: > 0 } paths) yield return $"  paths: {Plain.Line(paths)}";
        yield return $"  rules of version {answer.Number("version")} that speak to it:";
        foreach (var one in answer.Items("rules"))
        {
            var says = Says(one, one.Text("mode"));
            var lifted = one.Is("lifted") ? " (set aside by a rule of the policy)" : "";
            yield return terminal.Paint(
                $"    {Columns.Pad(says, 8)}  {Plain.Line(one.Text("rule") ?? "")}{lifted}",
                one.Is("lifted") ? Ink.Faint : Ink.Normal);
        }
    }

    private static string Says(JsonElement from, string? mode) =>
        from.Text("verdict") is "ask" ? $"ask {mode}" : from.Text("verdict") ?? "";

    private static string Listed(JsonElement from, string name) =>
        string.Join(", ", from.Items(name).Select(one => one.GetString()));

    private static Ink InkOf(string verdict) => verdict switch
    {
        "allow" => Ink.Good,
        "deny" => Ink.Bad,
        _ => Ink.Accent,
    };
}
