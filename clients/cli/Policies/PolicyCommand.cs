using System.CommandLine;
using OmniSage.Cli.Display;
using OmniSage.Cli.Documents;
using OmniSage.Cli.Server;

namespace OmniSage.Cli.Policies;

/// <summary><c>omnisage policy …</c>: what the agents of a workspace may do, and how that came to be.</summary>
internal static class PolicyCommand
{
    private static readonly Option<string?> Preset = new("--preset")
    {
        Description = "A policy that comes with OmniSage: careful, open or locked.",
    };

    public static Command Create() => new("policy", "What the agents of this workspace may do.")
    {
        DocumentHistory.Show("policy", Name, (Preset, ShowPresetAsync)),
        DocumentEdit.Create("policy", Name, (Preset, PresetAsync)),
        DocumentHistory.List("policy", Name),
        DocumentHistory.Diff(Name),
        DocumentRollback.Create("policy", Name),
        PolicyTest.Create(),
        GrantCommands.List(),
        GrantCommands.Revoke(),
    };

    private static DocumentName Name(ParseResult parsed) => DocumentName.Policy;

    /// <summary>The text of a preset, as the server knows it.</summary>
    private static async Task<string> PresetAsync(ApiClient api, string name, CancellationToken cancellation)
    {
        var presets = (await api.GetAsync("policy/presets", cancellation)).Items("items").ToList();
        return presets.Find(preset => preset.Text("name") == name).Text("text") ?? throw new Fault(
            $"There is no preset '{Plain.Short(name, 40)}': there are"
            + $" {string.Join(", ", presets.Select(preset => preset.Text("name")))}.",
            ExitCode.WrongUse,
            "no_preset");
    }

    private static async Task<int> ShowPresetAsync(
        ParseResult parsed, Terminal terminal, CancellationToken cancellation)
    {
        using var api = GlobalOptions.Connect(parsed);
        var text = await PresetAsync(api, parsed.GetValue(Preset)!, cancellation);
        if (terminal.IsJson) terminal.Line(JsonLine.Of(json => json.WriteString("text", text)));
        else terminal.Lines(DocumentHistory.Lines(text));
        return ExitCode.Done;
    }
}
