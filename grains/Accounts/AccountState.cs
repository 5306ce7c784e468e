using System.Diagnostics;
using OmniSage.GrainInterfaces.Accounts;
using OmniSage.Grains.Journals;

namespace OmniSage.Grains.Accounts;

/// <summary>What is known of an account: the fold of its journal.</summary>
internal sealed record AccountState : IFold<AccountState>
{
    public const int LinksMax = 20;
    public const int SessionsMax = 50;

    public static AccountState Empty { get; } = new();

    public static int SnapshotSchema => 2;

    /// <summary>Null until the account is opened.</summary>
    public AccountOpened? Opened { get; init; }

    /// <summary>The links that were not used, by the hash of their code; the newest <see cref="LinksMax"/>.</summary>
    public ImmutableDictionary<string, SessionOffered> Links { get; init; } =
        ImmutableDictionary<string, SessionOffered>.Empty;

    /// <summary>The sessions that were not closed, by the hash of what they are known by.</summary>
    public ImmutableDictionary<string, SignedIn> Sessions { get; init; } =
        ImmutableDictionary<string, SignedIn>.Empty;

    public AccountState Apply(EventPayload payload, EventFacts facts) => payload switch
    {
        AccountOpened opened => this with { Opened = opened },
        SessionOffered offered => this with { Links = Room(Links, facts.AtUs).SetItem(offered.Hash, offered) },
        SessionOpened opened => this with
        {
            Links = Links.Remove(opened.Link),
            Sessions = Sessions.RemoveRange(ExpiredAt(facts.AtUs)).SetItem(opened.Hash, SignedIn.Of(opened, facts)),
        },
        SessionClosed closed => this with { Sessions = Sessions.RemoveRange(HashesOf(closed.Session)) },
        _ => throw new UnreachableException($"An account's journal holds no {payload.GetType().Name}."),
    };

    /// <summary>The session known by this hash, while it lasts.</summary>
    public Session? Find(string hash, long nowUs) =>
        Sessions.TryGetValue(hash, out var signed) && signed.Session.ExpiresUs > nowUs ? signed.Session : null;

    /// <summary>The open sessions of a tenant, newest first.</summary>
    public IEnumerable<Session> OpenIn(TenantId tenant, long nowUs) => Sessions.Values
        .Select(signed => signed.Session)
        .Where(session => session.Tenant == tenant && session.ExpiresUs > nowUs)
        .OrderByDescending(session => session.OpenedUs).ThenByDescending(session => session.Id);

    /// <summary>
    /// What opening a session comes to: nothing where the link is not valid, else the session, before it the end of
    /// the oldest where there are as many as there may be.
    /// </summary>
    public ImmutableArray<EventPayload> Open(OpenSession command, Guid id, long nowUs)
    {
        if (!Links.TryGetValue(command.Link, out var link) || link.ExpiresUs <= nowUs) return [];
        var expires = nowUs + (long)command.TimeMax.TotalMicroseconds;
        var opened = new SessionOpened(id, command.Link, command.Hash, link.Tenant, link.Role, expires);
        var open = Sessions.Values.Where(signed => signed.Session.ExpiresUs > nowUs).ToList();
        if (open.Count < SessionsMax) return [opened];
        var oldest = open.MinBy(signed => signed.Session.OpenedUs)!.Session;
        return [new SessionClosed(oldest.Id, "room for another"), opened];
    }

    private static ImmutableDictionary<string, SessionOffered> Room(
        ImmutableDictionary<string, SessionOffered> links, long nowUs)
    {
        links = links.RemoveRange(links.Where(link => link.Value.ExpiresUs <= nowUs).Select(link => link.Key));
        return links.Count < LinksMax ? links : links.Remove(links.MinBy(link => link.Value.ExpiresUs).Key);
    }

    private IEnumerable<string> ExpiredAt(long nowUs) =>
        Sessions.Where(signed => signed.Value.Session.ExpiresUs <= nowUs).Select(signed => signed.Key);

    private IEnumerable<string> HashesOf(Guid session) =>
        Sessions.Where(signed => signed.Value.Session.Id == session).Select(signed => signed.Key);
}
