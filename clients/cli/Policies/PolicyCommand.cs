using System.CommandLine;
using System.Text.Json;
using OmniSage.Cli.Display;
using OmniSage.Cli.Runs;
using OmniSage.Cli.Server;

namespace OmniSage.Cli.Policies;

/// <summary><c>omnisage policy …</c>: what the agents of a workspace may do, and how that came to be.</summary>
internal static class PolicyCommand
{
    private static readonly Option<int?> Version = new("--version") { Description = "An earlier version." };

    private static readonly Option<string?> Preset = new("--preset")
    {
        Description = "A policy that comes with OmniSage: careful, open or locked.",
    };

    private static readonly Argument<int?> From = new("from")
    {
        Description = "The older version.", Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Argument<int?> To = new("to")
    {
        Description = "The newer version; the current one without it.", Arity = ArgumentArity.ZeroOrOne,
    };

    public static Command Create()
    {
        var show = new Command("show", "Shows the policy.") { Version, Preset };
        show.Does(ShowAsync);
        var history = new Command("history", "Lists the versions of the policy, newest first.") { Listing.Limit };
        history.Does(HistoryAsync);
        var diff = new Command("diff", "Shows what changed between two versions, or with the current one.")
        {
            From, To,
        };
        diff.Does(DiffAsync);
        return new("policy", "What the agents of this workspace may do.")
        {
            show,
            PolicyEdit.Create(Preset),
            history,
            diff,
            PolicyRollback.Create(),
            PolicyTest.Create(),
            GrantCommands.List(),
            GrantCommands.Revoke(),
        };
    }

    /// <summary>The text of a preset, as the server knows it.</summary>
    public static async Task<string> PresetAsync(ApiClient api, string name, CancellationToken cancellation)
    {
        var presets = (await api.GetAsync("policy/presets", cancellation)).Items("items").ToList();
        return presets.Find(preset => preset.Text("name") == name).Text("text") ?? throw new Fault(
            $"There is no preset '{Plain.Short(name, 40)}': there are"
            + $" {string.Join(", ", presets.Select(preset => preset.Text("name")))}.",
            ExitCode.WrongUse,
            "no_preset");
    }

    private static async Task<int> ShowAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellation)
    {
        using var api = GlobalOptions.Connect(parsed);
        if (parsed.GetValue(Preset) is { } preset)
        {
            var text = await PresetAsync(api, preset, cancellation);
            if (terminal.IsJson) terminal.Line(JsonLine.Of(json => json.WriteString("text", text)));
            else terminal.Lines(Lines(text));
            return ExitCode.Done;
        }

        var version = parsed.GetValue(Version);
        var policy = await PolicyRequests.GetAsync(api, version, cancellation);
        if (terminal.IsJson)
        {
            terminal.Line(policy.GetRawText());
            return ExitCode.Done;
        }

        terminal.Lines([terminal.Paint($"# {Head(policy)}", Ink.Faint), .. Lines(policy.Text("text") ?? "")]);
        return ExitCode.Done;
    }

    private static async Task<int> HistoryAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellation)
    {
        using var api = GlobalOptions.Connect(parsed);
        var versions = await Listing.ReadAsync(api, "policy/history?", parsed.GetValue(Listing.Limit), cancellation);
        if (terminal.IsJson) terminal.Lines(versions.Select(version => version.GetRawText()));
        else Table.Write(terminal, ["version", "when", "by", "note"], [.. versions.Select(Row)]);
        return ExitCode.Done;
    }

    private static Table.Cell[] Row(JsonElement version) =>
    [
        new($"{version.Number("version")}"),
        new(Status.Time(version.Text("at"))),
        new(version.Text("by") ?? "", Ink.Faint),
        new(Note(version)),
    ];

    private static async Task<int> DiffAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellation)
    {
        using var api = GlobalOptions.Connect(parsed);
        var query = string.Join('&', new[] { ("from", parsed.GetValue(From)), ("to", parsed.GetValue(To)) }
            .Where(one => one.Item2 is not null)
            .Select(one => $"{one.Item1}={one.Item2}"));
        var diff = await PolicyRequests.OfVersionAsync(api.GetAsync($"policy/diff?{query}", cancellation));
        if (terminal.IsJson) terminal.Line(diff.GetRawText());
        else if (diff.Text("diff") is not { Length: > 0 } text) terminal.Line("Nothing changed between them.");
        else terminal.Lines(Lines(text).Select(line => terminal.Paint(line, InkOf(line))));
        return ExitCode.Done;
    }

    private static string Head(JsonElement policy) =>
        $"version {policy.Number("version")}"
        + (Status.Time(policy.Text("at")) is { Length: > 0 } at ? $", {at}" : "")
        + (Note(policy) is { Length: > 0 } note ? $": {note}" : "");

    private static string Note(JsonElement version) =>
        $"{(version.Number("restores") is { } restored ? $"[back to version {restored}] " : "")}{
            Plain.Line(version.Text("note") ?? "")}".TrimEnd();

    private static string[] Lines(string text) => Plain.Text(text).TrimEnd('\n').Split('\n');

    private static Ink InkOf(string line) => line switch
    {
        ['+', ..] => Ink.Good,
        ['-', ..] => Ink.Bad,
        ['@', ..] => Ink.Accent,
        _ => Ink.Normal,
    };
}
