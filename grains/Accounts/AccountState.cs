using System.Diagnostics;
using OmniSage.Grains.Journals;

namespace OmniSage.Grains.Accounts;

/// <summary>What is known of an account: the fold of its journal.</summary>
internal sealed record AccountState : IFold<AccountState>
{
    public static AccountState Empty { get; } = new();

    public static int SnapshotSchema => 1;

    /// <summary>Null until the account is opened.</summary>
    public AccountOpened? Opened { get; init; }

    public AccountState Apply(EventPayload payload, EventFacts facts) => payload switch
    {
        AccountOpened opened => this with { Opened = opened },
        _ => throw new UnreachableException($"An account's journal holds no {payload.GetType().Name}."),
    };
}
