using System.CommandLine;
using OmniSage.Cli.Display;
using OmniSage.Cli.Server;

namespace OmniSage.Cli.Documents;

/// <summary><c>rollback VERSION</c>: an earlier text of a document again, as a new version.</summary>
internal static class DocumentRollback
{
    private static readonly Argument<int> To = new("version") { Description = "The version to go back to." };
    private static readonly Option<string?> Note = new("--note") { Description = "Why, in one line." };

    public static Command Create(string words, Func<ParseResult, DocumentName> nameOf)
    {
        var command = new Command("rollback", $"Makes an earlier version the {words} again, as a new version.")
        {
            To, Note,
        };
        command.Does((parsed, terminal, cancellation) => RunAsync(nameOf(parsed), parsed, terminal, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        DocumentName name, ParseResult parsed, Terminal terminal, CancellationToken cancellation)
    {
        using var api = GlobalOptions.Connect(parsed);
        var seen = (await DocumentRequests.GetAsync(api, name, null, cancellation)).Number("version") ?? 0;
        var body = JsonLine.Of(json =>
        {
            json.WriteNumber("version", parsed.GetValue(To));
            if (parsed.GetValue(Note) is { } note) json.WriteString("note", note);
        });
        return await DocumentRequests.ChangeAsync(
            api, name, (HttpMethod.Post, "/rollback"), body, seen, terminal, cancellation);
    }
}
