using System.Diagnostics;
using OmniSage.GrainInterfaces.Policies;
using OmniSage.Grains.Documents;
using OmniSage.Grains.Journals;
using OmniSage.Grains.Settings;

namespace OmniSage.Grains.Workspaces;

/// <summary>What is known of a workspace: the fold of its journal.</summary>
internal sealed record WorkspaceState : IFold<WorkspaceState>
{
    public const int GrantsMax = 200;

    public static WorkspaceState Empty { get; } = new();

    /// <summary>2: with settings.</summary>
    public static int SnapshotSchema => 2;

    /// <summary>How many events there were: where the next one will be.</summary>
    public long Seq { get; init; }

    public VersionedDocument Policy { get; init; } = new();

    public VersionedDocument Settings { get; init; } = new();

    /// <summary>The agents that the settings named, ever, by slug.</summary>
    public ImmutableSortedDictionary<string, Guid> Agents { get; init; } =
        ImmutableSortedDictionary.Create<string, Guid>(StringComparer.Ordinal);

    /// <summary>
    /// Oldest first. What has expired goes when the next one is made; what is used up, when there are too many.
    /// </summary>
    public ImmutableList<KeptGrant> Grants { get; init; } = [];

    public WorkspaceState Apply(EventPayload payload, EventFacts facts) =>
        (this with { Seq = Seq + 1 }).Fold(payload, facts.AtUs);

    public KeptGrant? FindGrant(Guid id) => Grants.Find(kept => kept.Grant.Id == id);

    public ImmutableArray<Grant> LiveGrants(DateTimeOffset now) =>
        [.. Grants.Select(kept => kept.Grant).Where(grant => grant.IsLive(now))];

    /// <summary>What becomes of the wish to use a grant for a step; the first time it has to be written down.</summary>
    public (GrantUse Outcome, bool IsNew) Use(Guid id, Guid run, int step, DateTimeOffset now) => FindGrant(id) switch
    {
        null => (GrantUse.NotFound, false),
        { } kept when kept.Steps.Contains(new(run, step)) => (GrantUse.Used, false),
        { Grant: { Uses: var uses, Terms.UsesMax: var most } } when uses >= most => (GrantUse.UsedUp, false),
        { } kept when !kept.Grant.IsLive(now) => (GrantUse.Expired, false),
        _ => (GrantUse.Used, true),
    };

    private WorkspaceState Fold(EventPayload payload, long atUs) => payload switch
    {
        PolicyChanged changed => this with
        {
            Policy = Policy.Follow(changed.Text, new()
            {
                Number = changed.Version,
                By = changed.By,
                AtUs = atUs,
                Note = changed.Note,
                Restores = changed.Restores,
                Seq = Seq,
            }),
        },
        SettingsWritten written => this with
        {
            Settings = SettingsDesk.Follow(Settings, written, Seq, atUs),
            Agents = Agents.AddRange(written.Agents.Select(agent => KeyValuePair.Create(agent.Slug, agent.Id))),
        },
        GrantMade made => this with { Grants = Room(atUs).Add(KeptGrant.Of(made, atUs)) },
        GrantUsed used => With(used.Grant, kept => kept.Use(used.Run, used.Step)),
        GrantRevoked revoked => this with { Grants = Grants.RemoveAll(kept => kept.Grant.Id == revoked.Grant) },
        // Files are rows, however many there are.
        FilePublished or FileRemoved => this,
        _ => throw new UnreachableException($"A workspace's journal holds no {payload.GetType().Name}."),
    };

    /// <summary>The grants that are worth keeping beside one more.</summary>
    private ImmutableList<KeptGrant> Room(long atUs)
    {
        var kept = Grants.RemoveAll(one => one.Grant.ExpiresUs <= atUs);
        return kept.Count < GrantsMax ? kept : kept.RemoveAll(one => one.Grant.Uses >= one.Grant.Terms.UsesMax);
    }

    private WorkspaceState With(Guid id, Func<KeptGrant, KeptGrant> change) =>
        FindGrant(id) is { } kept ? this with { Grants = Grants.Replace(kept, change(kept)) } : this;
}
