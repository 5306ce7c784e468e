using System.CommandLine;
using OmniSage.Cli.Display;
using OmniSage.Cli.Server;

namespace OmniSage.Cli.Policies;

/// <summary><c>omnisage policy rollback VERSION</c>: an earlier text again, as a new version.</summary>
internal static class PolicyRollback
{
    private static readonly Argument<int> To = new("version") { Description = "The version to go back to." };
    private static readonly Option<string?> Note = new("--note") { Description = "Why, in one line." };

    public static Command Create()
    {
        var command = new Command("rollback", "Makes an earlier version the policy again, as a new version.")
        {
            To, Note,
        };
        command.Does(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellation)
    {
        using var api = GlobalOptions.Connect(parsed);
        var seen = (await PolicyRequests.GetAsync(api, null, cancellation)).Number("version") ?? 0;
        var body = JsonLine.Of(json =>
        {
            json.WriteNumber("version", parsed.GetValue(To));
            if (parsed.GetValue(Note) is { } note) json.WriteString("note", note);
        });
        return await PolicyRequests.ChangeAsync(
            api, HttpMethod.Post, "policy/rollback", body, seen, terminal, cancellation);
    }
}
