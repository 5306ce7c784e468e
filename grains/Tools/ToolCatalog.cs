using System.Collections.Frozen;
using Microsoft.Extensions.AI;
using OmniSage.Grains.Tools.Sandboxed;

namespace OmniSage.Grains.Tools;

/// <summary>All tools there are, by their ids.</summary>
internal sealed class ToolCatalog(IEnumerable<ISandboxedTool> sandboxed)
{
    private readonly FrozenDictionary<string, ISandboxedTool> bySandboxedId =
        sandboxed.ToFrozenDictionary(tool => tool.Manifest.Id);

    /// <summary>What an executor may be given.</summary>
    public ImmutableArray<string> ForExecutors { get; } =
        [.. sandboxed.Select(tool => tool.Manifest.Id).Order(StringComparer.Ordinal)];

    /// <summary>What a coordinator may call itself.</summary>
    public ImmutableArray<string> ForCoordinators { get; } = [ToolIds.TaskDelegate];

    public ISandboxedTool? FindSandboxed(string id) => bySandboxedId.GetValueOrDefault(id);

    public int VersionOf(string id) => Find(id)?.Version ?? 0;

    public AITool Declare(string id)
    {
        var manifest = Find(id) ?? throw new ArgumentException($"There is no tool {id}.", nameof(id));
        return AIFunctionFactory.CreateDeclaration(ToolNames.ToWire(id), manifest.Description, manifest.Schema);
    }

    private ToolManifest? Find(string id) =>
        id == ToolIds.TaskDelegate ? TaskDelegateTool.Manifest : FindSandboxed(id)?.Manifest;
}
