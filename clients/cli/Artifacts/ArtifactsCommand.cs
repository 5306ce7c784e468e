using System.CommandLine;
using System.Text.Json;
using OmniSage.Cli.Display;
using OmniSage.Cli.Files;
using OmniSage.Cli.Runs;
using OmniSage.Cli.Server;

namespace OmniSage.Cli.Artifacts;

/// <summary><c>omnisage artifacts</c>: the files that runs made and that were kept, to list and to fetch.</summary>
internal static class ArtifactsCommand
{
    private const int NameChars = 40;

    private static readonly Argument<string> Artifact = new("artifact")
    {
        Description = "Its id, or enough of its beginning or end to be the only one.",
    };

    private static readonly Option<string?> Run = new("--run") { Description = "Only those of this run." };

    public static Command Create()
    {
        var get = new Command("get", "Fetches an artifact into the current folder, or to where --out says.")
        {
            Artifact, Download.Out, Download.Force,
        };
        get.Does(GetAsync);
        var command = new Command("artifacts", "Lists the files that runs made and that were kept, newest first.")
        {
            Run, Listing.Limit, get,
        };
        command.Does(ListAsync);
        return command;
    }

    private static async Task<int> ListAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellation)
    {
        using var api = GlobalOptions.Connect(parsed);
        var run = parsed.GetValue(Run) is { } given ? $"run={Requests.Id(given, "run")}&" : "";
        var items = await Listing.ReadAsync(api, $"artifacts?{run}", parsed.GetValue(Listing.Limit), cancellation);
        if (terminal.IsJson) terminal.Lines(items.Select(item => item.GetRawText()));
        else if (items.Count == 0) terminal.Line("No run has kept a file here yet.");
        else Table.Write(
            terminal, ["artifact", "name", "size", "type", "trust", "run", "age"], [.. items.Select(Row)]);
        return ExitCode.Done;
    }

    private static async Task<int> GetAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellation)
    {
        using var api = GlobalOptions.Connect(parsed);
        var found = await ArtifactRequests.FindAsync(api, parsed.GetValue(Artifact)!, cancellation);
        var target = Download.Target(parsed, found.Text("path") ?? "");
        return await Download.RunAsync(
            api, $"artifacts/{found.Text("id")}/content", found, target, terminal, cancellation);
    }

    private static Table.Cell[] Row(JsonElement item) =>
    [
        new(item.Text("id") ?? "", Ink.Faint),
        new(Plain.Short(item.Text("path") ?? "", NameChars)),
        new(Size.Of(item.Number("bytes"))),
        new(Plain.Short(item.Text("mediaType") ?? "", NameChars)),
        new(item.Member("labels")?.Text("trust") ?? ""),
        new(item.Text("run") ?? "", Ink.Faint),
        new(Status.Age(item.Text("created"))),
    ];
}
