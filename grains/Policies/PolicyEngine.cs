using OmniSage.GrainInterfaces.Policies;

namespace OmniSage.Grains.Policies;

/// <summary>
/// Decides what may be called: a pure function of policy, call and time. Every rule that speaks to the call has a
/// vote, the ground rules too; the strictest holds, whatever the order. When that is <em>ask once</em>, a grant that
/// covers the call lets it pass.
/// </summary>
internal static class PolicyEngine
{
    public static PolicyDecision Decide(PolicyDocument document, PolicyCall call, DateTimeOffset now)
    {
        var votes = Votes(document, call);
        var deciding = Strictest(votes);
        return deciding.Says switch
        {
            PolicyStrictness.Allow => Said(PolicyVerdict.Allow, deciding),
            PolicyStrictness.Deny => Said(PolicyVerdict.Deny, deciding),
            PolicyStrictness.AskOnce or PolicyStrictness.AskEach => Ask(document, call, now, votes, deciding),
        };
    }

    /// <summary>Every rule that speaks to the call, strictest first.</summary>
    public static ImmutableArray<PolicyFinding> Find(PolicyDocument document, PolicyCall call) =>
    [
        .. Votes(document, call)
            .OrderBy(vote => vote.IsLifted)
            .ThenByDescending(vote => vote.Says)
            .ThenBy(vote => vote.IsGround)
            .ThenBy(vote => vote.Rule, StringComparer.Ordinal)
            .Select(vote => vote.ToFinding()),
    ];

    private static List<PolicyVote> Votes(PolicyDocument document, PolicyCall call)
    {
        var votes = new List<PolicyVote>(8);
        foreach (var rule in document.Rules)
        {
            if (!rule.When.Holds(call, wholly: rule.Then is PolicyStrictness.Allow)) continue;
            votes.Add(new(rule.Name, rule.Then, rule.Why ?? "A rule of the workspace's policy says so.")
            {
                Of = rule.Of, UsesMax = rule.UsesMax, Days = rule.Days,
            });
        }

        GroundRules.Vote(document, call, votes);
        return votes;
    }

    /// <summary>Of equally strict ones the document's goes first, then the name, so that order means nothing.</summary>
    private static PolicyVote Strictest(List<PolicyVote> votes)
    {
        PolicyVote? strictest = null;
        foreach (var vote in votes)
        {
            if (vote.IsLifted) continue;
            if (strictest is not { } known || IsBefore(vote, known)) strictest = vote;
        }

        return strictest ?? throw new InvalidOperationException("The ground rules say something of every call.");
    }

    private static bool IsBefore(PolicyVote one, PolicyVote other)
    {
        if (one.Says != other.Says) return one.Says > other.Says;
        if (one.IsGround != other.IsGround) return other.IsGround;
        return string.CompareOrdinal(one.Rule, other.Rule) < 0;
    }

    private static PolicyDecision Ask(
        PolicyDocument document, PolicyCall call, DateTimeOffset now, List<PolicyVote> votes, PolicyVote deciding)
    {
        var asks = votes.Where(vote =>
            !vote.IsLifted && vote.Says is PolicyStrictness.AskOnce or PolicyStrictness.AskEach).ToList();
        if (Approvers(document, asks) is not { } approvers)
        {
            return Said(PolicyVerdict.Deny, deciding) with
            {
                Why = "The rules that have someone asked agree on nobody who may approve it.",
            };
        }

        var offer = deciding.Says is PolicyStrictness.AskOnce
            ? Granting.Offer(call, asks.Min(ask => ask.UsesMax), asks.Min(ask => ask.Days))
            : null;
        var decision = Said(PolicyVerdict.Ask, deciding) with
        {
            Ask = new(approvers, offer is null ? AskMode.Each : AskMode.Once),
            Offer = offer,
        };
        return offer is not null && call.Grants.FirstOrDefault(Lets) is { } grant
            ? decision with
            {
                Verdict = PolicyVerdict.Allow,
                Rule = $"grant:{grant.Id:N}",
                Why = "A person has approved the like before.",
                Grant = grant.Id,
            }
            : decision;

        bool Lets(Grant grant) => grant.IsLive(now) && Granting.Covers(grant.Terms, call);
    }

    /// <summary>Whom every rule that asks agrees on; null when there is nobody.</summary>
    private static ImmutableArray<string>? Approvers(PolicyDocument document, List<PolicyVote> asks)
    {
        ImmutableArray<string>? agreed = null;
        foreach (var ask in asks)
        {
            if (ask.Of is not { } of) continue;
            agreed = agreed is { } others ? [.. others.Where(of.Contains)] : of;
        }

        agreed ??= document.Approvers;
        return agreed is { IsEmpty: false } ? [.. agreed.Value.Order(StringComparer.Ordinal)] : null;
    }

    private static PolicyDecision Said(PolicyVerdict verdict, PolicyVote deciding) =>
        new() { Verdict = verdict, Rule = deciding.Rule, Why = deciding.Why };
}
