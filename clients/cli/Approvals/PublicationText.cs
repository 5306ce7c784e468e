using System.Text.Json;
using OmniSage.Cli.Display;
using OmniSage.Cli.Runs;
using OmniSage.Cli.Server;

namespace OmniSage.Cli.Approvals;

/// <summary>
/// Says of a file that is to be published what a person has to know before deciding: which file, as what, how large,
/// what it takes the place of, and how to look at it first. The file was kept as an artifact before anyone was asked.
/// </summary>
internal static class PublicationText
{
    private const string Tool = "files.publish";
    private const int ShaChars = 12;

    /// <summary>Files of one run that are looked through.</summary>
    private const int KeptMax = 1_000;

    /// <summary>The artifact that an approval would publish, by its id; null for what is no publication.</summary>
    public static async Task<string?> FindArtifactAsync(
        ApiClient api, JsonElement approval, CancellationToken cancellation)
    {
        if (approval.Member("act") is not { } act || act.Text("tool") is not Tool) return null;
        using var arguments = JsonDocument.Parse(act.Text("arguments") ?? "{}");
        var (path, sha256) = (arguments.RootElement.Text("path"), arguments.RootElement.Text("sha256"));
        var kept = await Listing.ReadAsync(api, $"artifacts?run={approval.Text("run")}&", KeptMax, cancellation);
        return kept.Find(one => one.Text("path") == path && one.Text("sha256") == sha256).Text("id");
    }

    /// <summary>The lines, as name and value; none for what is no publication.</summary>
    public static IEnumerable<(string Name, string Value)> Of(string? tool, JsonElement arguments, string? artifact)
    {
        if (tool is not Tool || arguments.Text("path") is not { } path) yield break;
        yield return ("file", Plain.Line(path));
        yield return ("published as", Plain.Line(arguments.Text("as") ?? path));
        if (arguments.Number("bytes") is { } bytes) yield return ("size", $"{Size.Of(bytes)} ({bytes} bytes)");
        if (arguments.Text("sha256") is { } sha256) yield return ("sha256", Short(sha256));
        yield return ("replaces", arguments.Text("replaces") is { } replaced
            ? $"the file that is there, sha256 {Short(replaced)}"
            : "nothing: there is no such file yet");
        if (artifact is not null) yield return ("look at it", $"./omnisage artifacts get {artifact}");
    }

    private static string Short(string sha256) => Plain.Short(sha256, ShaChars);
}
