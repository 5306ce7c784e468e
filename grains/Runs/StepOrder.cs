using OmniSage.GrainInterfaces.Memory;

namespace OmniSage.Grains.Runs;

/// <summary>One attempt of one step, to be performed outside the grain that committed it.</summary>
internal abstract record StepOrder
{
    public required RunId Run { get; init; }

    public required int Step { get; init; }

    public required int Attempt { get; init; }

    public StepKey Key => new(Run, Step, Attempt);

    public required RunOwner Owner { get; init; }

    /// <summary>How long it waits before it begins; a retry waits longer each time.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>How long it may take.</summary>
    public required TimeSpan TimeMax { get; init; }
}

/// <summary>A model is asked.</summary>
internal sealed record ModelOrder : StepOrder
{
    public required ModelRequest Request { get; init; }

    public required RunPlace Place { get; init; }
}

/// <summary>A tool is called, or a check is run in the task's sandbox.</summary>
internal sealed record ToolOrder : StepOrder
{
    public required ToolCall Call { get; init; }

    /// <summary>What the task may call, and the system on its behalf: any other tool is not there for it.</summary>
    public required ImmutableArray<string> Tools { get; init; }

    public required RunPlace Place { get; init; }

    /// <summary>What the call was made of.</summary>
    public required Labels Labels { get; init; }

    /// <summary>SHA-256 of the workspace to start from when the task has no sandbox at the moment.</summary>
    public required string? Workspace { get; init; }
}

/// <summary>The file that a call names is kept.</summary>
internal sealed record PrepareOrder : StepOrder
{
    public required ToolCall Call { get; init; }

    public required RunPlace Place { get; init; }

    /// <summary>SHA-256 of the workspace to start from when the task has no sandbox at the moment.</summary>
    public required string? Workspace { get; init; }
}

/// <summary>What is remembered is looked up.</summary>
internal sealed record RecallOrder : StepOrder
{
    /// <summary>The scopes that the turn may see.</summary>
    public required ImmutableArray<MemoryScope> Scopes { get; init; }

    /// <summary>What the turn is about.</summary>
    public required string Text { get; init; }
}
