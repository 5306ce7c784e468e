using System.Text.Json;
using OmniSage.GrainInterfaces.Policies;
using OmniSage.Grains.Approvals;
using OmniSage.Grains.Tools;

namespace OmniSage.Grains.Policies;

/// <summary>A call that is about to be made, with all that policy may go by.</summary>
internal sealed record PolicyCall
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Scopes that reach no further than the workspace and its people.</summary>
    private static readonly ImmutableArray<string> OfWorkspace =
    [
        ToolScopes.ReadFiles, ToolScopes.WriteFiles, ToolScopes.ReadMemory, ToolScopes.WriteMemory,
        ToolScopes.Delegate, ToolScopes.AskUser, ToolScopes.Publish,
    ];

    public required string Tool { get; init; }

    public required int Version { get; init; }

    public required ImmutableArray<string> Scopes { get; init; }

    public required ToolRisk Risk { get; init; }

    public required ToolEffects Effects { get; init; }

    /// <summary>A JSON object.</summary>
    public required JsonElement Arguments { get; init; }

    /// <summary>What it reaches, in lower case; what is no host is <see cref="CallTargets.NoHost"/>.</summary>
    public required ImmutableArray<string> Hosts { get; init; }

    /// <summary>The files that it touches, relative to the workspace where they are in it.</summary>
    public required ImmutableArray<string> Paths { get; init; }

    /// <summary>The join of all that the call was made from.</summary>
    public required Labels Labels { get; init; }

    public required PolicyCaller Caller { get; init; }

    public required string Agent { get; init; }

    /// <summary>Policies know it by two names: <c>default</c>, and its slug.</summary>
    public bool IsBuiltInAgent => Agent is CallGate.DefaultAgent;

    /// <summary>The grants that hold in the workspace.</summary>
    public ImmutableArray<Grant> Grants { get; init; } = [];

    /// <summary>It reads something that a host serves.</summary>
    public bool IsFetch => Hosts.Length > 0 || Scopes.Contains(ToolScopes.ReadWeb);

    /// <summary>It puts something into the workspace's files, where others take it from.</summary>
    public bool IsPublish => Scopes.Contains(ToolScopes.Publish)
        || (Effects is not ToolEffects.Sandbox && Scopes.Contains(ToolScopes.WriteFiles));

    /// <summary>It changes something outside of OmniSage.</summary>
    public bool IsExternalWrite => Effects is ToolEffects.External
        && (Hosts.Length > 0 || Scopes.IsEmpty || Scopes.Any(scope => !OfWorkspace.Contains(scope)));

    /// <summary>The call of a tool of ours with these arguments.</summary>
    /// <exception cref="ToolFaultException">
    /// The arguments are no JSON object, name a member twice, or name too many targets.
    /// </exception>
    public static PolicyCall Of(
        ToolManifest tool, string arguments, Labels labels, PolicyCaller caller, string agent)
    {
        var read = Parse(arguments);
        var (hosts, paths) = (CallTargets.HostsOf(tool, read), CallTargets.PathsOf(tool, read));
        if (hosts.Length > CallTargets.TargetsMax || paths.Length > CallTargets.TargetsMax)
            throw new ToolFaultException($"A call names at most {CallTargets.TargetsMax} hosts and files.");
        return new()
        {
            Tool = tool.Id,
            Version = tool.Version,
            Scopes = tool.Scopes,
            Risk = RiskOf(tool, read),
            Effects = tool.Effects,
            Arguments = read,
            Hosts = hosts,
            Paths = paths,
            Labels = labels,
            Caller = caller,
            Agent = agent,
        };
    }

    /// <summary>What a publication takes the place of cannot be had back.</summary>
    private static ToolRisk RiskOf(ToolManifest tool, JsonElement arguments) =>
        tool.Scopes.Contains(ToolScopes.Publish) && arguments.TryGetProperty("replaces", out _)
            ? ToolRisk.Destructive
            : tool.Risk;

    private static JsonElement Parse(string arguments)
    {
        try
        {
            using var parsed = JsonDocument.Parse(arguments, Strict);
            return parsed.RootElement.ValueKind is JsonValueKind.Object
                ? parsed.RootElement.Clone()
                : throw new ToolFaultException("The arguments must be an object.");
        }
        catch (JsonException fault)
        {
            throw new ToolFaultException("The arguments are no JSON object, or name a member twice.", fault);
        }
    }
}
