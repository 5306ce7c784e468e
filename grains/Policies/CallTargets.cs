using System.Collections.Frozen;
using System.Text.Json;
using OmniSage.Grains.Tools;

namespace OmniSage.Grains.Policies;

/// <summary>
/// Finds what a call reaches: arguments that name addresses, hosts or files, by the format that the tool's schema
/// gives them or by their names. Names count in any case, as the tools read them.
/// </summary>
internal static class CallTargets
{
    /// <summary>Stands where a host should be and is none; no list of hosts has it.</summary>
    public const string NoHost = "?";

    /// <summary>Stands for a path that is longer than any system takes.</summary>
    public const string NoPath = "?";

    /// <summary>A call that names more hosts, or more files, is not made.</summary>
    public const int TargetsMax = 256;

    /// <summary>The format of a path in the task's own workspace, beside one that it reaches.</summary>
    private const string InTask = "task-path";

    private const int HostCharsMax = 253;
    private const int PathCharsMax = 4_096;

    private static readonly FrozenSet<string> Addresses =
        FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "url", "urls", "uri", "uris", "href", "link", "links");

    private static readonly FrozenSet<string> Hosts = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, "host", "hosts", "domain", "domains");

    private static readonly FrozenSet<string> Files = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "path", "paths", "file", "files", "folder", "folders", "source", "target", "destination");

    /// <summary>The hosts of all addresses among the arguments; without any, those that the tool has.</summary>
    public static ImmutableArray<string> HostsOf(ToolManifest tool, JsonElement arguments)
    {
        var reachesOut = tool.Effects is ToolEffects.External || tool.Scopes.Contains(ToolScopes.ReadWeb);
        var hosts = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (name, format, value) in Texts(tool, arguments))
        {
            if (Addresses.Contains(name) || format is "uri" || (reachesOut && LooksLikeAddress(value)))
                hosts.Add(HostOf(value));
            else if (Hosts.Contains(name) || format is "hostname")
                hosts.Add(Normal(value));
        }

        if (hosts.Count == 0) hosts.UnionWith(tool.EgressHosts.Where(host => Glob.Of(host).IsLiteral).Select(Normal));
        return [.. hosts];
    }

    public static ImmutableArray<string> PathsOf(ToolManifest tool, JsonElement arguments) =>
    [
        .. Texts(tool, arguments)
            .Where(text => text.Format is "path" || (Files.Contains(text.Name) && text.Format is not InTask))
            .Where(text => !LooksLikeAddress(text.Value))
            .Select(text => PathOf(text.Value))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The path without detours, so that no pattern can be passed by one.</summary>
    public static string PathOf(string path)
    {
        if (path.Length > PathCharsMax) return NoPath;
        var parts = new List<string>();
        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part is ".") continue;
            if (part is ".." && parts.Count > 0 && parts[^1] is not "..") parts.RemoveAt(parts.Count - 1);
            else parts.Add(part);
        }

        if (!path.StartsWith('/')) return string.Join('/', parts);
        while (parts is ["..", ..]) parts.RemoveAt(0);
        return parts is ["workspace", .. var inside] ? string.Join('/', inside) : "/" + string.Join('/', parts);
    }

    private static string HostOf(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Host.Length > 0 ? Normal(uri.IdnHost) : NoHost;

    private static string Normal(string host) =>
        host.TrimEnd('.') is { Length: > 0 and <= HostCharsMax } text ? text.ToLowerInvariant() : NoHost;

    private static bool LooksLikeAddress(string value) =>
        value.AsSpan().TrimStart().StartsWith("http://", StringComparison.OrdinalIgnoreCase)
        || value.AsSpan().TrimStart().StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <summary>The strings among the arguments and in their lists, with the format the schema gives them.</summary>
    private static IEnumerable<(string Name, string? Format, string Value)> Texts(
        ToolManifest tool, JsonElement arguments)
    {
        foreach (var argument in arguments.EnumerateObject())
        {
            var format = FormatOf(tool.Schema, argument.Name);
            if (argument.Value.ValueKind is JsonValueKind.String)
                yield return (argument.Name, format, argument.Value.GetString()!);
            if (argument.Value.ValueKind is not JsonValueKind.Array) continue;
            foreach (var item in argument.Value.EnumerateArray())
            {
                if (item.ValueKind is JsonValueKind.String) yield return (argument.Name, format, item.GetString()!);
            }
        }
    }

    private static string? FormatOf(JsonElement schema, string name)
    {
        if (!schema.TryGetProperty("properties", out var properties)) return null;
        if (!properties.TryGetProperty(name, out var property)) return null;
        if (property.TryGetProperty("items", out var items)) property = items;
        return property.TryGetProperty("format", out var format) ? format.GetString() : null;
    }
}
