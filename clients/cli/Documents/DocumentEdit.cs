using System.CommandLine;
using OmniSage.Cli.Display;
using OmniSage.Cli.Server;

namespace OmniSage.Cli.Documents;

/// <summary>
/// <c>edit</c>: a document in a person's editor, or from a file. What is wrong in it is told with its place, and
/// nothing that was written is lost.
/// </summary>
internal static class DocumentEdit
{
    private static readonly Option<string?> Source = new("--file")
    {
        Description = "Takes the text from this file instead of an editor; - is the input.",
    };

    private static readonly Option<string?> Note = new("--note") { Description = "Why, in one line." };

    /// <param name="words">What people call the document.</param>
    /// <param name="nameOf">Which one is meant.</param>
    /// <param name="preset">An option that names a text that the server has, and who finds it.</param>
    public static Command Create(
        string words,
        Func<ParseResult, DocumentName> nameOf,
        (Option<string?> Option, Func<ApiClient, string, CancellationToken, Task<string>> FindAsync)? preset = null)
    {
        var command = new Command("edit", $"Changes the {words}, in your editor ($VISUAL, $EDITOR) or from a file.")
        {
            Source, Note,
        };
        if (preset is { } from) command.Add(from.Option);
        command.Does((parsed, terminal, cancellation) => RunAsync(
            nameOf(parsed),
            parsed,
            preset is { } known && parsed.GetValue(known.Option) is { } named
                ? (named, known.FindAsync)
                : null,
            terminal,
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        DocumentName name,
        ParseResult parsed,
        (string Name, Func<ApiClient, string, CancellationToken, Task<string>> FindAsync)? preset,
        Terminal terminal,
        CancellationToken cancellation)
    {
        using var api = GlobalOptions.Connect(parsed);
        var current = await DocumentRequests.GetAsync(api, name, null, cancellation);
        var (text, file) = parsed.GetValue(Source) switch
        {
            { } source => (await ReadAsync(source, cancellation), source),
            null when preset is { } known => (await known.FindAsync(api, known.Name, cancellation), known.Name),
            null => await Editor.EditAsync(
                current.Text("text") ?? "",
                $"{name.Path.Split('/')[^1]}.yaml",
                ", or give the text with --file",
                cancellation),
        };
        var body = JsonLine.Of(json =>
        {
            json.WriteString("text", text);
            if (parsed.GetValue(Note) is { } note) json.WriteString("note", note);
        });
        try
        {
            var code = await DocumentRequests.ChangeAsync(
                api, name, (HttpMethod.Put, ""), body, current.Number("version") ?? 0, terminal, cancellation);
            if (parsed.GetValue(Source) is null && preset is null) Editor.Forget(file);
            return code;
        }
        catch (Fault fault)
        {
            throw Told(name, fault, file, isOurs: parsed.GetValue(Source) is null && preset is null);
        }
    }

    private static Fault Told(DocumentName name, Fault fault, string file, bool isOurs)
    {
        var shown = Plain.Line(file);
        var places = fault.Places.Select(place => $"{shown}:{place.Line}:{place.Column}: {place.Message}");
        var kept = isOurs ? [$"What you wrote is in {shown}: mend it and give it with --file."] : Array.Empty<string>();
        var first = fault.Code is "outdated"
            ? $"Somebody has changed the {name.Words} meanwhile: see {name.Command} diff."
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
