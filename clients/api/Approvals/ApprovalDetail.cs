using OmniSage.Api.Policy;
using OmniSage.GrainInterfaces.Approvals;

namespace OmniSage.Api.Approvals;

/// <summary>
/// Exactly what a person is asked (the title says what the task is about), from what the wish came, why, until when,
/// any one of whom decides, the grant that allowing it makes (none where it is asked each time), how it was decided,
/// and what came of the call.
/// </summary>
internal sealed record ApprovalDetail(
    string Id,
    string Thread,
    string Run,
    ApprovalStatus Status,
    string Title,
    ActView Act,
    string Hash,
    string Rule,
    string Why,
    IReadOnlyList<string> Of,
    GrantTermsView? Offer,
    OriginView Labels,
    string Created,
    string Expires,
    string Updated,
    DecisionView? Decision,
    EndView? End)
{
    public static ApprovalDetail From(ApprovalView approval, ImmutableArray<Origin> origins, StoredEvent? end)
    {
        var request = approval.Request;
        var known = origins.ToDictionary(origin => origin.Event.Id);
        return new(
            request.Approval.ToString("N"),
            request.Thread.ToString("N"),
            request.Run.ToString("N"),
            approval.Status,
            request.Title,
            ActView.Of(request.Act),
            request.Hash,
            request.Rule,
            request.Why,
            request.Of,
            request.Offer is { } offer ? GrantTermsView.Of(offer) : null,
            new(
                request.Labels.Trust,
                request.Labels.Sensitivity,
                [.. request.Labels.Sources.Select(one => SourceView.Of(one, known.GetValueOrDefault(one)))],
                request.Labels.Overflow),
            Timestamp.Text(approval.RequestedUs),
            Timestamp.Text(request.ExpiresUs),
            Timestamp.Text(approval.UpdatedUs),
            approval.Decision is { } decision ? DecisionView.Of(decision) : null,
            EndView.Of(end));
    }
}

/// <summary>What would be done; the arguments are canonical JSON (RFC 8785), as the tool would be given it.</summary>
internal sealed record ActView(string Tool, int Version, string Arguments, string Actor, int PolicyVersion)
{
    public static ActView Of(Act act) => new(act.Tool, act.Version, act.Arguments, act.Actor, act.PolicyVersion);
}

/// <summary>
/// From what a wish came: how far that is to be trusted, what it was made of, and whether there is more of that than is
/// listed.
/// </summary>
internal sealed record OriginView(
    Trust Trust, Sensitivity Sensitivity, IReadOnlyList<SourceView> Sources, bool Overflow);

/// <summary>How it was decided, and the act that was, where a person edited it.</summary>
internal sealed record DecisionView(string? By, string Note, string Hash, ActView? Edited)
{
    public static DecisionView Of(ApprovalDecision decision) => new(
        decision.By?.ToString("N"),
        decision.Note,
        decision.Hash,
        decision.IsEdited ? ActView.Of(decision.Act) : null);
}
