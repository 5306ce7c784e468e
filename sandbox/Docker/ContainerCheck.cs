using System.Text.Json.Nodes;

namespace OmniSage.Sandbox.Docker;

/// <summary>
/// Holds a container as the engine describes it against what was asked, and against what must never be: an engine of
/// another version, or one with settings of its own, may have left something out or put something in.
/// </summary>
internal static class ContainerCheck
{
    /// <summary>Settings that have to be empty, absent, zero or false.</summary>
    private static readonly string[] MustBeEmpty =
    [
        "Binds", "Mounts", "VolumesFrom", "VolumeDriver", "CapAdd", "Devices", "DeviceRequests", "DeviceCgroupRules",
        "PidMode", "UTSMode", "Links", "ExtraHosts", "DnsOptions", "GroupAdd", "PublishAllPorts",
        "PortBindings", "Sysctls", "CgroupParent", "ContainerIDFile", "Cgroup",
    ];

    /// <summary>A sentence about the first difference, or null.</summary>
    internal static string? FindDifference(JsonObject asked, JsonNode found)
    {
        var host = found["HostConfig"];
        var config = found["Config"];
        foreach (var setting in MustBeEmpty)
        {
            if (!IsEmpty(host?[setting]))
            {
                return $"HostConfig.{setting} is not empty.";
            }
        }

        if ((string?)host?["UsernsMode"] is not (null or ""))
        {
            return "HostConfig.UsernsMode is not the engine's own.";
        }

        if (!IsEmpty(config?["Volumes"]) || found["Mounts"] is not JsonArray { Count: 0 })
        {
            return "The container has volumes or mounts that were not asked for.";
        }

        return FindDifference("Config", asked, config, except: "HostConfig")
            ?? FindDifference("HostConfig", (JsonObject)asked["HostConfig"]!, host, except: null);
    }

    private static string? FindDifference(string section, JsonObject asked, JsonNode? found, string? except)
    {
        foreach (var (name, value) in asked)
        {
            if (name != except && !IsSame(name, value, found?[name]))
            {
                return $"{section}.{name} is not what was asked.";
            }
        }

        return null;
    }

    private static bool IsSame(string name, JsonNode? asked, JsonNode? found) => name switch
    {
        // Images may add labels and variables of their own; ours must be there, and no variable twice.
        "Labels" => ((JsonObject)asked!).All(label => (string?)found?[label.Key] == (string?)label.Value),
        "Env" => found is JsonArray variables
            && variables.Select(variable => (string?)variable).ToHashSet()
                .SetEquals(((JsonArray)asked!).Select(variable => (string?)variable)),
        _ => JsonNode.DeepEquals(asked, found) || (IsEmpty(asked) && IsEmpty(found)),
    };

    private static bool IsEmpty(JsonNode? value) => value switch
    {
        null => true,
        JsonArray list => list.Count == 0,
        JsonObject map => map.Count == 0,
        _ => value.ToJsonString() is "\"\"" or "0" or "false",
    };
}
