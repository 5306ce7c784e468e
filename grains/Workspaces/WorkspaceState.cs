using System.Diagnostics;
using OmniSage.GrainInterfaces.Policies;
using OmniSage.Grains.Journals;

namespace OmniSage.Grains.Workspaces;

/// <summary>What is known of a workspace's settings: the fold of its journal.</summary>
internal sealed record WorkspaceState : IFold<WorkspaceState>
{
    /// <summary>Older versions are in the log, and no longer in the history.</summary>
    public const int VersionsMax = 1_000;

    public const int GrantsMax = 200;

    public static WorkspaceState Empty { get; } = new();

    public static int SnapshotSchema => 1;

    /// <summary>How many events there were: where the next one will be.</summary>
    public long Seq { get; init; }

    /// <summary>The current document; null until somebody writes one.</summary>
    public string? Text { get; init; }

    /// <summary>What is known of the versions, oldest first, without their texts.</summary>
    public ImmutableList<PolicyVersion> Versions { get; init; } = [];

    /// <summary>
    /// Oldest first. What has expired goes when the next one is made; what is used up, when there are too many.
    /// </summary>
    public ImmutableList<KeptGrant> Grants { get; init; } = [];

    public int Version => Versions is [.., var last] ? last.Number : 0;

    public string CurrentText => Text ?? PolicyPresets.TextOf(PolicyPresets.Default);

    public PolicyVersion CurrentVersion => Versions is [.., var last] ? last : FirstVersion;

    /// <summary>What every workspace begins with.</summary>
    public static PolicyVersion FirstVersion { get; } = new()
    {
        Number = 0, Note = $"the preset {PolicyPresets.Default}", Seq = 0,
    };

    public WorkspaceState Apply(EventPayload payload, EventFacts facts) =>
        (this with { Seq = Seq + 1 }).Fold(payload, facts.AtUs);

    public PolicyVersion? FindVersion(int number) =>
        number == 0 ? FirstVersion : Versions.Find(version => version.Number == number);

    public KeptGrant? FindGrant(Guid id) => Grants.Find(kept => kept.Grant.Id == id);

    public ImmutableArray<Grant> LiveGrants(DateTimeOffset now) =>
        [.. Grants.Select(kept => kept.Grant).Where(grant => grant.IsLive(now))];

    /// <summary>What becomes of a document; a new version if <see cref="PolicyOutcome.Changed"/>.</summary>
    public PolicyOutcome Judge(string text, int? expected, PolicyAuthor author) => this switch
    {
        _ when !author.MayChange => PolicyOutcome.NotAllowed,
        // Whoever repeats what was done already wants nothing more.
        _ when CurrentText == text => PolicyOutcome.Unchanged,
        _ when expected is { } seen && seen != Version => PolicyOutcome.Conflict,
        _ => PolicyOutcome.Changed,
    };

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
        PolicyChanged changed => this with { Text = changed.Text, Versions = Add(changed, atUs) },
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

    private ImmutableList<PolicyVersion> Add(PolicyChanged changed, long atUs)
    {
        var versions = Versions.Count < VersionsMax ? Versions : Versions.RemoveAt(0);
        return versions.Add(new()
        {
            Number = changed.Version,
            By = changed.By,
            AtUs = atUs,
            Note = changed.Note,
            Restores = changed.Restores,
            Seq = Seq,
        });
    }

    private WorkspaceState With(Guid id, Func<KeptGrant, KeptGrant> change) =>
        FindGrant(id) is { } kept ? this with { Grants = Grants.Replace(kept, change(kept)) } : this;
}
