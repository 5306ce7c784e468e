using System.CommandLine;
using System.Text.Json;
using OmniSage.Cli.Display;
using OmniSage.Cli.Runs;
using OmniSage.Cli.Server;

namespace OmniSage.Cli.Documents;

/// <summary><c>show</c>, <c>history</c> and <c>diff</c> of a document.</summary>
internal static class DocumentHistory
{
    private static readonly Option<int?> Version = new("--version") { Description = "An earlier version." };

    private static readonly Argument<int?> From = new("from")
    {
        Description = "The older version.", Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Argument<int?> To = new("to")
    {
        Description = "The newer version; the current one without it.", Arity = ArgumentArity.ZeroOrOne,
    };

    /// <param name="words">What people call the document.</param>
    /// <param name="nameOf">Which one is meant.</param>
    /// <param name="more">Another option of <c>show</c>, and what it does where it is given.</param>
    public static Command Show(
        string words,
        Func<ParseResult, DocumentName> nameOf,
        (Option Option, CommandAction Action)? more = null)
    {
        var command = new Command("show", $"Shows the {words}.") { Version };
        if (more is { } other) command.Add(other.Option);
        command.Does((parsed, terminal, cancellation) =>
            more is { } another && parsed.GetResult(another.Option) is not null
            ? another.Action(parsed, terminal, cancellation)
            : ShowAsync(nameOf(parsed), parsed, terminal, cancellation));
        return command;
    }

    public static Command List(string words, Func<ParseResult, DocumentName> nameOf)
    {
        var command = new Command("history", $"Lists the versions of the {words}, newest first.") { Listing.Limit };
        command.Does((parsed, terminal, cancellation) => ListAsync(nameOf(parsed), parsed, terminal, cancellation));
        return command;
    }

    public static Command Diff(Func<ParseResult, DocumentName> nameOf)
    {
        var command = new Command("diff", "Shows what changed between two versions, or with the current one.")
        {
            From, To,
        };
        command.Does((parsed, terminal, cancellation) => DiffAsync(nameOf(parsed), parsed, terminal, cancellation));
        return command;
    }

    public static string[] Lines(string text) => Plain.Text(text).TrimEnd('\n').Split('\n');

    private static async Task<int> ShowAsync(
        DocumentName name, ParseResult parsed, Terminal terminal, CancellationToken cancellation)
    {
        using var api = GlobalOptions.Connect(parsed);
        var document = await DocumentRequests.GetAsync(api, name, parsed.GetValue(Version), cancellation);
        if (terminal.IsJson)
        {
            terminal.Line(document.GetRawText());
            return ExitCode.Done;
        }

        terminal.Lines([terminal.Paint($"# {Head(document)}", Ink.Faint), .. Lines(document.Text("text") ?? "")]);
        return ExitCode.Done;
    }

    private static async Task<int> ListAsync(
        DocumentName name, ParseResult parsed, Terminal terminal, CancellationToken cancellation)
    {
        using var api = GlobalOptions.Connect(parsed);
        var versions = await Listing.ReadAsync(
            api, $"{name.Path}/history?", parsed.GetValue(Listing.Limit), cancellation);
        if (terminal.IsJson) terminal.Lines(versions.Select(version => version.GetRawText()));
        else Table.Write(terminal, ["version", "when", "by", "note"], [.. versions.Select(Row)]);
        return ExitCode.Done;
    }

    private static async Task<int> DiffAsync(
        DocumentName name, ParseResult parsed, Terminal terminal, CancellationToken cancellation)
    {
        using var api = GlobalOptions.Connect(parsed);
        var query = string.Join('&', new[] { ("from", parsed.GetValue(From)), ("to", parsed.GetValue(To)) }
            .Where(one => one.Item2 is not null)
            .Select(one => $"{one.Item1}={one.Item2}"));
        var diff = await DocumentRequests.OfVersionAsync(
            name, api.GetAsync($"{name.Path}/diff?{query}", cancellation));
        if (terminal.IsJson) terminal.Line(diff.GetRawText());
        else if (diff.Text("diff") is not { Length: > 0 } text) terminal.Line("Nothing changed between them.");
        else terminal.Lines(Lines(text).Select(line => terminal.Paint(line, InkOf(line))));
        return ExitCode.Done;
    }

    private static Table.Cell[] Row(JsonElement version) =>
    [
        new($"{version.Number("version")}"),
        new(Status.Time(version.Text("at"))),
        new(version.Text("by") ?? "", Ink.Faint),
        new(Note(version)),
    ];

    private static string Head(JsonElement document) =>
        $"version {document.Number("version")}"
        + (Status.Time(document.Text("at")) is { Length: > 0 } at ? $", {at}" : "")
        + (Note(document) is { Length: > 0 } note ? $": {note}" : "");

    private static string Note(JsonElement version) =>
        $"{(version.Number("restores") is { } restored ? $"[back to version {restored}] " : "")}{
            Plain.Line(version.Text("note") ?? "")}".TrimEnd();

    private static Ink InkOf(string line) => line switch
    {
        ['+', ..] => Ink.Good,
        ['-', ..] => Ink.Bad,
        ['@', ..] => Ink.Accent,
        _ => Ink.Normal,
    };
}
