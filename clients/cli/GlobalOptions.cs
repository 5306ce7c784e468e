using System.CommandLine;
using OmniSage.Cli.Display;
using OmniSage.Cli.Server;

namespace OmniSage.Cli;

/// <summary>The options that every command has.</summary>
internal static class GlobalOptions
{
    private const string DefaultUrl = "http://127.0.0.1:5080";

    public static Option<bool> Json { get; } = new("--json")
    {
        Description = "One JSON object per line, for programs.", Recursive = true,
    };

    public static Option<string?> Url { get; } = new("--url")
    {
        Description = $"Where OmniSage is (OMNISAGE_URL, {{data}}/url, else {DefaultUrl}).", Recursive = true,
    };

    public static Option<string?> Data { get; } = new("--data")
    {
        Description = "The data folder, which holds the key (OMNISAGE_DATA, else ./data).", Recursive = true,
    };

    public static Option<string?> Workspace { get; } = new("--workspace")
    {
        Description = "The workspace, by name or id (OMNISAGE_WORKSPACE, else default).", Recursive = true,
    };

    public static ApiClient Connect(ParseResult parsed)
    {
        var data = parsed.GetValue(Data) ?? Variable("OMNISAGE_DATA") ?? "data";
        var url = parsed.GetValue(Url) ?? Variable("OMNISAGE_URL") ?? Read(Path.Combine(data, "url")) ?? DefaultUrl;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            throw new Fault(
                $"'{Plain.Line(url)}' is no address: give it as {DefaultUrl}.", ExitCode.WrongUse, "bad_url");
        }

        var keyFile = Path.Combine(data, "api-key");
        var key = Variable("OMNISAGE_KEY") ?? Read(keyFile) ?? throw new Fault(
            $"There is no API key: start OmniSage here with ./omnisage up, name its data folder with --data"
            + $" (looked for {Plain.Line(keyFile)}), or set OMNISAGE_KEY.",
            ExitCode.Failed,
            "no_key");
        return new(address, key, parsed.GetValue(Workspace) ?? Variable("OMNISAGE_WORKSPACE") ?? "default");
    }

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value.Trim() : null;

    private static string? Read(string file)
    {
        try
        {
            return File.ReadAllText(file).Trim() is { Length: > 0 } text ? text : null;
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new Fault(
                $"{Plain.Line(file)} cannot be read: run this as the user that OmniSage runs as.",
                ExitCode.Failed,
                "no_key");
        }
    }
}
