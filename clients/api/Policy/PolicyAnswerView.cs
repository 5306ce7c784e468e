using OmniSage.GrainInterfaces.Policies;

namespace OmniSage.Api.Policy;

/// <summary>What policy says of a call: the decision, and every rule that speaks to it, the strictest first.</summary>
internal sealed record PolicyAnswerView(
    PolicyVerdict Verdict,
    string Rule,
    string Why,
    PolicyAskView? Ask,
    string? Grant,
    GrantTermsView? Offer,
    int Version,
    IReadOnlyList<string> Hosts,
    IReadOnlyList<string> Paths,
    IReadOnlyList<PolicyFindingView> Rules)
{
    public static PolicyAnswerView Of(PolicyAnswer answer) => new(
        answer.Decision.Verdict,
        answer.Decision.Rule,
        answer.Decision.Why,
        answer.Decision.Ask is { } ask ? new(ask.Of, ask.Mode) : null,
        answer.Decision.Grant?.ToString("N"),
        answer.Decision.Offer is { } offer ? GrantTermsView.Of(offer) : null,
        answer.Version,
        answer.Hosts,
        answer.Paths,
        [
            .. answer.Findings.Select(one =>
                new PolicyFindingView(one.Rule, one.Verdict, one.Mode, one.Why, one.IsLifted)),
        ]);
}

/// <summary>Whom to ask: roles and accounts, any one of whom decides; and how often.</summary>
internal sealed record PolicyAskView(IReadOnlyList<string> Of, AskMode Mode);

/// <param name="Rule">Its name.</param>
/// <param name="Verdict">What it says by itself.</param>
/// <param name="Mode">How often it has someone asked.</param>
/// <param name="Why">For people.</param>
/// <param name="Lifted">A ground rule that a rule of the document has set aside.</param>
internal sealed record PolicyFindingView(string Rule, PolicyVerdict Verdict, AskMode? Mode, string Why, bool Lifted);
