namespace OmniSage.Grains.Policies;

/// <summary>A workspace's policy as it was read from its text.</summary>
internal sealed record PolicyDocument
{
    /// <summary>Hosts that may be read without asking.</summary>
    public required ImmutableArray<Glob> Hosts { get; init; }

    /// <summary>Whom to ask where no rule says whom, in order.</summary>
    public required ImmutableArray<string> Approvers { get; init; }

    /// <summary>What tasks work in.</summary>
    public SandboxTerms Sandbox { get; init; } = SandboxTerms.Default;

    /// <summary>Their order means nothing.</summary>
    public required ImmutableArray<PolicyRule> Rules { get; init; }

    /// <summary>No rule at all: the ground rules alone hold.</summary>
    public static PolicyDocument Empty { get; } = new()
    {
        Hosts = [], Approvers = PolicyBounds.ApproversDefault, Rules = [],
    };

    /// <summary>Stands for a stored document that cannot be read any more: whatever is called, it is denied.</summary>
    public static PolicyDocument Unreadable { get; } = Empty with
    {
        Rules =
        [
            new()
            {
                Name = "policy cannot be read",
                When = new() { Tools = [Glob.Of("*")] },
                Then = PolicyStrictness.Deny,
                Why = "The policy of this workspace cannot be read; an owner has to write a valid one.",
            },
        ],
    };
}
