using System.Text.Json;
using System.Text.Json.Nodes;

namespace OmniSage.Sandbox.Docker;

/// <summary>
/// Containers say by labels which install made them and which life of its daemon. Normally none is left: a runner ends
/// with the connection that gives it orders, and its container with it. This covers an engine that could not wait.
/// </summary>
internal static class ContainerOrphans
{
    private const string Install = "omnisage.install", Host = "omnisage.incarnation", Session = "omnisage.session";

    internal static Dictionary<string, string> Labels(string install, string session) => new()
    {
        [Install] = install, [Host] = Incarnation.Current.ToString(), [Session] = session,
    };

    /// <summary>Removes this install's containers whose daemon is dead; returns how many there were.</summary>
    internal static async Task<int> RemoveAsync(EngineClient engine, string install, CancellationToken ct)
    {
        var filter = Uri.EscapeDataString(JsonSerializer.Serialize(
            new Dictionary<string, string[]> { ["label"] = [$"{Install}={install}"] }));
        var removed = 0;
        foreach (var container in (JsonArray)await engine.GetAsync($"/containers/json?all=1&filters={filter}", ct))
        {
            var host = Incarnation.Parse((string?)container?["Labels"]?[Host] ?? "");
            if (host is not { IsAlive: true } && (string?)container?["Id"] is { } id)
            {
                await engine.RemoveAsync(id, ct);
                removed++;
            }
        }

        return removed;
    }
}
