using System.CommandLine;
using System.Text.Json;
using OmniSage.Cli.Display;
using OmniSage.Cli.Runs;
using OmniSage.Cli.Server;

namespace OmniSage.Cli.Files;

/// <summary><c>omnisage files</c>: the workspace's files, to list, fetch, put and remove.</summary>
internal static class FilesCommand
{
    private const int TypeChars = 40;

    private static readonly Argument<string> FileOf = new("path") { Description = "Its path, as the list shows it." };

    private static readonly Argument<string> Local = new("file")
    {
        Description = "A file of this machine, or - for standard input.",
    };

    private static readonly Option<string?> As = new("--as")
    {
        Description = "Its path in the workspace (its own name when left out).",
    };

    public static Command Create()
    {
        var get = new Command("get", "Fetches a file into the current folder, or to where --out says.")
        {
            FileOf, Download.Out, Download.Force,
        };
        get.Does(GetAsync);
        var put = new Command("put", "Puts a file into the workspace, in place of the one of its path.") { Local, As };
        put.Does(PutAsync);
        var remove = new Command("rm", "Takes a file out of the workspace.") { FileOf };
        remove.Does(RemoveAsync);
        var command = new Command("files", "Lists the workspace's files.") { Listing.Limit, get, put, remove };
        command.Does(ListAsync);
        return command;
    }

    private static async Task<int> ListAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellation)
    {
        using var api = GlobalOptions.Connect(parsed);
        var items = await Listing.ReadAsync(api, "files?", parsed.GetValue(Listing.Limit), cancellation);
        if (terminal.IsJson) terminal.Lines(items.Select(item => item.GetRawText()));
        else if (items.Count == 0) terminal.Line("The workspace has no files yet: ./omnisage files put FILE");
        else Table.Write(
            terminal, ["file", "size", "type", "trust", "artifact", "updated"], [.. items.Select(Row)]);
        return ExitCode.Done;
    }

    private static async Task<int> GetAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellation)
    {
        using var api = GlobalOptions.Connect(parsed);
        var path = parsed.GetValue(FileOf)!;
        var address = FilePath.Address(path);
        var target = Download.Target(parsed, path);
        return await OfFile(async () =>
        {
            var record = await api.GetAsync($"{address}?info=true", cancellation);
            return await Download.RunAsync(api, address, record, target, terminal, cancellation);
        });
    }

    private static async Task<int> PutAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellation)
    {
        using var api = GlobalOptions.Connect(parsed);
        var local = parsed.GetValue(Local)!;
        var path = parsed.GetValue(As) ?? (local is "-" ? throw NeedsAs() : Path.GetFileName(local));
        var address = FilePath.Address(path);
        var file = await api.UploadAsync(address, await LocalFile.ReadAsync(local, cancellation), cancellation);
        terminal.Line(terminal.IsJson
            ? file.GetRawText()
            : $"{Plain.Line(file.Text("path") ?? "")} is in the workspace ({Size.Of(file.Number("bytes"))},"
                + $" sha256 {file.Text("sha256")?[..12]}…).");
        return ExitCode.Done;
    }

    private static async Task<int> RemoveAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellation)
    {
        using var api = GlobalOptions.Connect(parsed);
        var path = parsed.GetValue(FileOf)!;
        await OfFile(() => api.DeleteAsync(FilePath.Address(path), cancellation));
        terminal.Line(terminal.IsJson
            ? JsonLine.Of(json => json.WriteString("removed", path))
            : $"Removed {Plain.Line(path)}.");
        return ExitCode.Done;
    }

    /// <summary>Says of a file that is not there what a person can do.</summary>
    private static async Task<T> OfFile<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Fault fault) when (fault.Code is "not_found")
        {
            throw new Fault(
                "There is no such file in this workspace: see omnisage files.", ExitCode.Failed, "not_found");
        }
    }

    private static Fault NeedsAs() => new(
        "What comes from standard input has no name: give it one with --as.", ExitCode.WrongUse, "no_name");

    private static Table.Cell[] Row(JsonElement item) =>
    [
        new(Plain.Line(item.Text("path") ?? "")),
        new(Size.Of(item.Number("bytes"))),
        new(Plain.Short(item.Text("mediaType") ?? "", TypeChars)),
        new(item.Member("labels")?.Text("trust") ?? ""),
        new(item.Text("artifact") ?? "put by a person", Ink.Faint),
        new(Status.Time(item.Text("updated"))),
    ];
}
