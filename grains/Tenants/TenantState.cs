using System.Diagnostics;
using OmniSage.Grains.Documents;
using OmniSage.Grains.Journals;
using OmniSage.Grains.Settings;

namespace OmniSage.Grains.Tenants;

/// <summary>What is known of a tenant: the fold of its journal.</summary>
internal sealed record TenantState : IFold<TenantState>
{
    public const int WorkspacesMax = 1_000;
    public const int KeysMax = 1_000;

    public static TenantState Empty { get; } = new();

    /// <summary>2: with settings.</summary>
    public static int SnapshotSchema => 2;

    /// <summary>How many events there were: where the next one will be.</summary>
    public long Seq { get; init; }

    public VersionedDocument Settings { get; init; } = new();

    /// <summary>Null until the tenant is opened.</summary>
    public TenantOpened? Opened { get; init; }

    public ImmutableSortedDictionary<string, Guid> Workspaces { get; init; } =
        ImmutableSortedDictionary.Create<string, Guid>(StringComparer.Ordinal);

    /// <summary>The keys that act in the tenant, and for whom.</summary>
    public ImmutableDictionary<Guid, Guid> Keys { get; init; } = ImmutableDictionary<Guid, Guid>.Empty;

    public TenantState Apply(EventPayload payload, EventFacts facts) =>
        (this with { Seq = Seq + 1 }).Fold(payload, facts.AtUs);

    private TenantState Fold(EventPayload payload, long atUs) => payload switch
    {
        TenantOpened opened => this with { Opened = opened },
        WorkspaceAdded added => this with { Workspaces = Workspaces.Add(added.Slug, added.Workspace) },
        AccessGranted granted => this with { Keys = Keys.SetItem(granted.Key, granted.Account) },
        AccessRevoked revoked => this with { Keys = Keys.Remove(revoked.Key) },
        SettingsWritten written => this with { Settings = SettingsDesk.Follow(Settings, written, Seq, atUs) },
        _ => throw new UnreachableException($"A tenant's journal holds no {payload.GetType().Name}."),
    };
}
