using System.CommandLine;
using OmniSage.Cli.Display;
using OmniSage.Cli.Server;

namespace OmniSage.Cli.Policies;

/// <summary>
/// <c>omnisage policy edit</c>: the policy in a person's editor, or from a file. What is wrong in it is told with its
/// place, and nothing that was written is lost.
/// </summary>
internal static class PolicyEdit
{
    private static readonly Option<string?> Source = new("--file")
    {
        Description = "Takes the policy from this file instead of an editor; - is the input.",
    };

    private static readonly Option<string?> Note = new("--note") { Description = "Why, in one line." };

    public static Command Create(Option<string?> preset)
    {
        var command = new Command("edit", "Changes the policy, in your editor ($VISUAL, $EDITOR) or from a file.")
        {
            Source, preset, Note,
        };
        command.Does((parsed, terminal, cancellation) =>
            RunAsync(parsed, parsed.GetValue(preset), terminal, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        ParseResult parsed, string? preset, Terminal terminal, CancellationToken cancellation)
    {
        using var api = GlobalOptions.Connect(parsed);
        var current = await PolicyRequests.GetAsync(api, null, cancellation);
        var (text, file) = parsed.GetValue(Source) switch
        {
            { } source => (await ReadAsync(source, cancellation), source),
            null when preset is not null => (await PolicyCommand.PresetAsync(api, preset, cancellation), preset),
            null => await Editor.EditAsync(
                current.Text("text") ?? "", "policy.yaml", ", or give the policy with --file", cancellation),
        };
        var body = JsonLine.Of(json =>
        {
            json.WriteString("text", text);
            if (parsed.GetValue(Note) is { } note) json.WriteString("note", note);
        });
        try
        {
            return await PolicyRequests.ChangeAsync(
                api, HttpMethod.Put, "policy", body, current.Number("version") ?? 0, terminal, cancellation);
        }
        catch (Fault fault)
        {
            throw Told(fault, file, isOurs: parsed.GetValue(Source) is null && preset is null);
        }
    }

    private static Fault Told(Fault fault, string file, bool isOurs)
    {
        var shown = Plain.Line(file);
        var places = fault.Places.Select(place => $"{shown}:{place.Line}:{place.Column}: {place.Message}");
        var kept = isOurs ? [$"What you wrote is in {shown}: mend it and give it with --file."] : Array.Empty<string>();
        var first = fault.Code is "outdated"
            ? "Somebody has changed the policy meanwhile: see omnisage policy diff."
            : fault.Message;
        IEnumerable<string> lines = fault.Places.Count > 0 ? [.. places, .. kept] : [first, .. kept];
        return new(string.Join('\n', lines), fault.ExitCode, fault.Code) { Places = fault.Places };
    }

    private static async Task<string> ReadAsync(string file, CancellationToken cancellation)
    {
        try
        {
            return file is "-"
                ? await Console.In.ReadToEndAsync(cancellation)
                : await File.ReadAllTextAsync(file, cancellation);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new Fault($"{Plain.Line(file)} cannot be read.", ExitCode.WrongUse, "no_file");
        }
    }
}
