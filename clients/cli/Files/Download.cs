using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using OmniSage.Cli.Display;
using OmniSage.Cli.Server;

namespace OmniSage.Cli.Files;

/// <summary>
/// Fetches a file's bytes. A file here is there whole or not at all, in the current folder unless somebody says where,
/// and never in place of another unless they say that too.
/// </summary>
internal static class Download
{
    private const string ToOutput = "-";

    public static Option<string?> Out { get; } = new("--out")
    {
        Description = "The file to write, or - for standard output.",
    };

    public static Option<bool> Force { get; } = new("--force") { Description = "Replaces a file that is there." };

    /// <summary>Where to: null for standard output.</summary>
    /// <param name="File">A path on this machine.</param>
    /// <param name="Replaces">A file that is there is replaced.</param>
    public readonly record struct Place(string? File, bool Replaces);

    /// <summary>Where the command says, or else under the last part of the path in the current folder.</summary>
    public static Place Target(ParseResult parsed, string path)
    {
        if (parsed.GetValue(Out) is ToOutput)
        {
            return !parsed.GetValue(GlobalOptions.Json) ? new(null, false) : throw new Fault(
                "--json and --out - both want standard output: use one of them.", ExitCode.WrongUse, "bad_out");
        }

        var file = parsed.GetValue(Out) ?? LocalName.Of(path) ?? throw new Fault(
            $"'{Plain.Short(path, 80)}' has no name to save it under: say where with --out.",
            ExitCode.WrongUse,
            "no_name");
        var place = new Place(file, parsed.GetValue(Force));
        if (!place.Replaces && Path.Exists(file)) throw Exists(file);
        return place;
    }

    public static async Task<int> RunAsync(
        ApiClient api,
        string address,
        JsonElement record,
        Place place,
        Terminal terminal,
        CancellationToken cancellation)
    {
        using var response = await api.OpenAsync(address, cancellation);
        if (place.File is null)
        {
            await ShowAsync(response, cancellation);
            return ExitCode.Done;
        }

        var bytes = await SaveAsync(response, place.File, place.Replaces, cancellation);
        terminal.Line(terminal.IsJson
            ? JsonLine.Of(json =>
            {
                json.WriteString("saved", place.File);
                foreach (var member in record.EnumerateObject()) member.WriteTo(json);
            })
            : $"Saved {Plain.Line(place.File)} ({Size.Of(bytes)}).");
        return ExitCode.Done;
    }

    /// <summary>Bytes as they are; on a terminal nothing that it would obey.</summary>
    private static async Task ShowAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var output = Console.OpenStandardOutput();
        var content = await ReadAsync(response, cancellation);
        if (!Console.IsOutputRedirected) content = Encoding.UTF8.GetBytes(Plain.Text(Encoding.UTF8.GetString(content)));
        try
        {
            await output.WriteAsync(content, cancellation);
            await output.FlushAsync(cancellation);
        }
        catch (IOException)
        {
            // Whoever read our output has stopped reading, as head does.
        }
    }

    private static async Task<long> SaveAsync(
        HttpResponseMessage response, string file, bool replaces, CancellationToken cancellation)
    {
        var content = await ReadAsync(response, cancellation);
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        var part = Path.Combine(folder, $".omnisage-{Guid.NewGuid():N}");
        try
        {
            await using (var stream = new FileStream(part, FileMode.CreateNew, FileAccess.Write))
                await stream.WriteAsync(content, cancellation);
            // A link that is there is replaced and not followed.
            File.Move(part, file, replaces);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            File.Delete(part);
            throw !replaces && Path.Exists(file) ? Exists(file) : new Fault(
                $"{Plain.Line(file)} cannot be written: {Plain.Line(fault.Message)}", ExitCode.Failed, "not_written");
        }

        return content.Length;
    }

    /// <summary>The content, if it is what the server says it is.</summary>
    private static async Task<byte[]> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        byte[] content;
        try
        {
            content = await response.Content.ReadAsByteArrayAsync(cancellation);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            throw new Fault("The connection broke before all had come: try again.", ExitCode.Failed, "unreachable");
        }

        return response.Headers.ETag?.Tag == $"\"{Convert.ToHexStringLower(SHA256.HashData(content))}\""
            ? content
            : throw new Fault("What came is not what was kept: try again.", ExitCode.Failed, "wrong_content");
    }

    private static Fault Exists(string file) => new(
        $"{Plain.Line(file)} is there already: --force replaces it, --out names another.", ExitCode.Failed, "exists");
}
