using OmniSage.GrainInterfaces.Workspaces;

namespace OmniSage.Grains.Approvals;

/// <summary>A call that a model wants, before it is made.</summary>
internal sealed record GateCall
{
    public required RunId Run { get; init; }

    /// <summary>The step that it would be: a grant counts once for it.</summary>
    public required int Step { get; init; }

    public required WorkspaceId Workspace { get; init; }

    /// <summary>On whose behalf.</summary>
    public required Guid By { get; init; }

    /// <summary>The agent, as policies know it.</summary>
    public required string Agent { get; init; }

    /// <summary>What the run may call; a call of any other tool fails by itself.</summary>
    public required ImmutableArray<string> Tools { get; init; }

    public required ToolCall Call { get; init; }

    /// <summary>What the wish was made of.</summary>
    public required Labels Labels { get; init; }

    /// <summary>It can wait for a person; where it cannot, what would be asked is refused.</summary>
    public required bool CanWait { get; init; }

    /// <summary>It is only asked what would be decided: no grant is used for it.</summary>
    public bool IsTrial { get; init; }

    /// <summary>What a person was asked about this call, and decided, where one was.</summary>
    public Waiting? Asked { get; init; }
}
