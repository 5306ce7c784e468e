using System.Collections.Frozen;
using Microsoft.Extensions.AI;
using OmniSage.Grains.Artifacts;
using OmniSage.Grains.Tools.Inproc;
using OmniSage.Grains.Tools.Sandboxed;

namespace OmniSage.Grains.Tools;

/// <summary>All tools there are, by their ids.</summary>
internal sealed class ToolCatalog
{
    private readonly FrozenDictionary<string, ITool> tools;
    private readonly FrozenDictionary<string, ToolManifest> manifests;

    public ToolCatalog(IEnumerable<ISandboxedTool> sandboxed, IEnumerable<IInprocTool> inproc)
    {
        tools = sandboxed.Concat<ITool>(inproc).ToFrozenDictionary(tool => tool.Manifest.Id);
        manifests = tools.Values.Select(tool => tool.Manifest)
            .Append(TaskDelegateTool.Manifest)
            .Append(TaskAnswerTool.Manifest)
            .Append(AskUserTool.Manifest)
            .Append(FilesPublishTool.Manifest)
            .ToFrozenDictionary(manifest => manifest.Id);
        ForExecutors = For(ToolUsers.Executors);
        ForCoordinators = For(ToolUsers.Coordinators);
    }

    /// <summary>What an executor may be given.</summary>
    public ImmutableArray<string> ForExecutors { get; }

    /// <summary>What a coordinator may call itself.</summary>
    public ImmutableArray<string> ForCoordinators { get; }

    /// <summary>The tool that steps call; what grains carry out themselves is none of them.</summary>
    public ITool? Find(string id) => tools.GetValueOrDefault(id);

    public ToolManifest? FindManifest(string id) => manifests.GetValueOrDefault(id);

    /// <summary>The ids of all of them.</summary>
    public ImmutableArray<string> All => manifests.Keys;

    public int VersionOf(string id) => FindManifest(id)?.Version ?? 0;

    public AITool Declare(string id)
    {
        var manifest = FindManifest(id) ?? throw new ArgumentException($"There is no tool {id}.", nameof(id));
        return AIFunctionFactory.CreateDeclaration(ToolNames.ToWire(id), manifest.Description, manifest.Schema);
    }

    private ImmutableArray<string> For(ToolUsers users) =>
    [
        .. manifests.Values.Where(manifest => manifest.Users.HasFlag(users))
            .Select(manifest => manifest.Id)
            .Order(StringComparer.Ordinal),
    ];
}
